using System.Text;

namespace GatewayKit.Kubernetes.Tests.Hosting;

/// <summary>Definitions of the gateway's kinds that accept every field.</summary>
internal static class TestDefinitions
{
    private static readonly (string Group, string Kind, string Plural, string Version, string Scope)[] s_kinds =
    [
        ("gateway.networking.k8s.io", "GatewayClass", "gatewayclasses", "v1", "Cluster"),
        ("gateway.networking.k8s.io", "Gateway", "gateways", "v1", "Namespaced"),
        ("gateway.networking.k8s.io", "ListenerSet", "listenersets", "v1", "Namespaced"),
        ("gateway.networking.k8s.io", "HTTPRoute", "httproutes", "v1", "Namespaced"),
        ("gateway.networking.k8s.io", "GRPCRoute", "grpcroutes", "v1", "Namespaced"),
        ("gateway.networking.k8s.io", "TLSRoute", "tlsroutes", "v1", "Namespaced"),
        ("gateway.networking.k8s.io", "ReferenceGrant", "referencegrants", "v1beta1", "Namespaced"),
        ("gateway.networking.k8s.io", "BackendTLSPolicy", "backendtlspolicies", "v1", "Namespaced"),
        ("gatewaykit.io", "GatewayPlugin", "gatewayplugins", "v1alpha1", "Namespaced"),
        ("gatewaykit.io", "GatewayPolicy", "gatewaypolicies", "v1alpha1", "Namespaced"),
        ("gatewaykit.io", "GatewayConsumer", "gatewayconsumers", "v1alpha1", "Namespaced"),
    ];

    public static string Yaml
    {
        get
        {
            var text = new StringBuilder();
            foreach (var (group, kind, plural, version, scope) in s_kinds)
            {
                text.AppendLine($$"""
                    ---
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: { name: {{plural}}.{{group}} }
                    spec:
                      group: {{group}}
                      scope: {{scope}}
                      names: { kind: {{kind}}, plural: {{plural}}, singular: {{kind.ToLowerInvariant()}}, listKind: {{kind}}List }
                      versions:
                        - name: {{version}}
                          served: true
                          storage: true
                          subresources: { status: {} }
                          schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
                    """);
            }

            return text.ToString();
        }
    }
}
