# The site and the command line with the driver for Neo4j; compose.yaml runs it beside a database.
FROM python:3.13-slim
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY api api
COPY ecomap ecomap
COPY graph_schema graph_schema
COPY seed_data seed_data
RUN pip install --no-cache-dir ".[neo4j]" && rm -rf /src \
    && useradd --create-home --uid 10001 ecomap \
    && mkdir /data && chown ecomap /data
USER ecomap
WORKDIR /data
ENV ECOMAP_DATA_DIR=/data PYTHONUNBUFFERED=1
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["ecomap", "serve", "--host", "0.0.0.0", "--port", "8000"]
