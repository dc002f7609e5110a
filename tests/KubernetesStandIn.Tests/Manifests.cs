namespace KubernetesStandIn.Tests;

/// <summary>Manifests that several tests use.</summary>
internal static class Manifests
{
    public static string Deployment(string image = "example/api:1.0", int replicas = 1, int deadline = 600) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: api, labels: { app: api } }
        spec:
          replicas: {{replicas}}
          progressDeadlineSeconds: {{deadline}}
          selector: { matchLabels: { app: api } }
          template:
            metadata: { labels: { app: api } }
            spec:
              containers:
              - name: api
                image: {{image}}
                ports: [{ containerPort: 8080 }]
                env: [{ name: COLOR, value: blue }]
              - name: proxy
                image: example/proxy:3.1
        """;

    public static string ConfigMap(string value, string name = "settings") => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: {{name}} }
        data: { color: {{value}} }
        """;
}
