using GatewayKit.Kubernetes.Manifests;

namespace GatewayKit.Kubernetes.Tests.Manifests;

public sealed class ManifestSetTests
{
    private const string Policy = "apiVersion: gatewaykit.io/v1alpha1\nkind: GatewayPolicy\nmetadata: { name: a }\nspec: ";

    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: gateways.gateway.networking.k8s.io }
        spec:
          group: gateway.networking.k8s.io
          names: { kind: Gateway }
          versions:
            - name: v1
              schema:
                openAPIV3Schema:
                  properties:
                    spec:
                      properties:
                        gatewayClassName: { type: string, minLength: 1, maxLength: 5 }
                        listeners:
                          maxItems: 1
                          items: { properties: { name: { pattern: "^[a-z]+$" }, port: { minimum: 1, maximum: 65535 } } }
        ---

        """;

    [Theory]
    [InlineData("{ plugins: [ { name: limit } ] }", "a.yaml:4:1: GatewayPolicy a: spec.targetRefs is missing.")]
    [InlineData(
        "{ plugins: [], targetRefs: [ { group: '', kind: Service, name: a } ] }",
        "a.yaml:4:9: GatewayPolicy a: spec.plugins has 0 items; it must have 1 to 16.")]
    [InlineData(
        "{ plugins: [ { name: limit } ], targetRefs: [ { group: '', kind: Service, name: a } ], mergeStrategy: Override }",
        "a.yaml:4:94: GatewayPolicy a: spec.mergeStrategy is 'Override'; it must be Defaults, Overrides. Did you mean 'Overrides'?")]
    public void A_value_that_the_definition_does_not_allow_is_an_error(string spec, string error)
        => Assert.Equal([error], Errors(Policy + spec));

    [Theory]
    [InlineData("{ gatewayClassName: gatewaykit }", "spec.gatewayClassName has 10 characters; it must have 1 to 5.")]
    [InlineData("{ listeners: [ { name: A } ] }", "spec.listeners[0].name must match ^[a-z]+$.")]
    [InlineData("{ listeners: [ { port: 0 } ] }", "spec.listeners[0].port is 0; it must be 1 to 65535.")]
    [InlineData("{ listeners: [ {}, {} ] }", "spec.listeners has 2 items; it must have at most 1.")]
    public void Definitions_in_manifests_are_used(string spec, string error)
        => Assert.EndsWith($": Gateway a: {error}", Assert.Single(Errors(
            $"{Definition}apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{ name: a }}\nspec: {spec}")));

    [Theory]
    [InlineData("networking.k8s.io/v1beta1", "; it must be networking.k8s.io/v1.")]
    [InlineData("extensions/v1beta1", ", which Kubernetes no longer has; it must be networking.k8s.io/v1.")]
    public void A_version_that_the_gateway_does_not_read_is_an_error(string version, string problem)
        => Assert.Equal(
            [$"a.yaml:1:1: Ingress a: apiVersion is '{version}'{problem}"],
            Errors($"apiVersion: {version}\nkind: Ingress\nmetadata: {{ name: a }}"));

    [Fact]
    public void Kinds_that_look_wrong_and_duplicates_are_warnings()
    {
        var manifests = ManifestSet.Parse(
            "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRout\nmetadata: { name: a }\n---\n"
                + "{ apiVersion: v1, kind: Service, metadata: { name: a } }\n---\n"
                + "{ apiVersion: v1, kind: Service, metadata: { name: a, namespace: default } }\n---\n"
                + "{ apiVersion: apps/v1, kind: Deployment, metadata: { name: a } }",
            "a.yaml");

        Assert.Empty(manifests.Errors);
        Assert.Equal(2, manifests.Ignored);
        Assert.Equal(
            [
                "a.yaml:1:1: HTTPRout a: the gateway doesn't read the kind HTTPRout. Did you mean 'HTTPRoute'?",
                "a.yaml:7:1: Service default/a: replaces the resource of the same name in a.yaml:5:1.",
            ],
            manifests.Warnings.Select(warning => warning.ToString()));
    }

    [Theory]
    [InlineData("GatewayClass")]
    [InlineData("Gateway")]
    [InlineData("ListenerSet")]
    [InlineData("HTTPRoute")]
    [InlineData("GRPCRoute")]
    [InlineData("TLSRoute")]
    [InlineData("TCPRoute")]
    [InlineData("ReferenceGrant")]
    [InlineData("BackendTLSPolicy")]
    public void The_kinds_of_the_Gateway_API_are_read(string kind)
    {
        var manifests = ManifestSet.Parse(
            $"apiVersion: gateway.networking.k8s.io/v1\nkind: {kind}\nmetadata: {{ name: a }}", "a.yaml");

        Assert.Equal(kind, Assert.Single(manifests.Resources).ToString().Split(' ')[0]);
    }

    [Fact]
    public void A_secret_is_not_shown()
        => Assert.DoesNotContain("hidden", string.Join('\n', Errors(
            "apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata: { key: hidden! }\nstringData: { key: { hidden: hidden } }")),
            StringComparison.Ordinal);

    private static IEnumerable<string> Errors(string yaml)
        => ManifestSet.Parse(yaml, "a.yaml").Errors.Select(error => error.ToString());
}
