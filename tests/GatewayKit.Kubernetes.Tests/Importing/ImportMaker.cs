using GatewayKit.Kubernetes.Importing;
using GatewayKit.Kubernetes.Manifests;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>Creates manifests of Ingresses, and imports them.</summary>
internal static class ImportMaker
{
    public static string Ingress(string name, string host, string path, string? annotations = null, string more = "") => $$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: {{name}}
          namespace: team
          annotations: {{(annotations is null ? "{}" : annotations.StartsWith('{') ? annotations : $"{{ {annotations} }}")}}
        spec:
          {{more}}
          rules:
            - host: {{host}}
              http: { paths: [ { path: {{path}}, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        """;

    public static IngressNginxResult Import(params string[] manifests)
        => IngressNginxImport.Convert(ManifestSet.Parse(string.Join("\n---\n", manifests), "a.yaml"));

    public static string TextOf(IngressNginxResult result) => string.Join("---\n", result.Manifests.Select(manifest => manifest.Yaml));
}
