using System.Text.Json.Nodes;
using GatewayKit.Tests.Shared;
using k8s;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Deploy;

/// <summary>An API server accepts the definitions.</summary>
public class DefinitionTests
{
    public static TheoryData<string> Names => [.. DeployFiles.List("crds").Select(path => Path.GetFileName(path))];

    [Theory, MemberData(nameof(Names))]
    public void The_schema_of_a_definition_is_structural(string name) => Assert.Empty(StructuralSchema.Errors(SchemaOf(name)));

    [Theory, MemberData(nameof(Names))]
    public void A_definition_has_a_status_and_columns(string name)
    {
        var version = Assert.Single(Definition(name).Spec.Versions);
        Assert.Equal("v1alpha1", version.Name);
        Assert.NotNull(version.Subresources.Status);
        Assert.Contains(version.AdditionalPrinterColumns, column => column.Name == "Accepted");
    }

    [Theory, MemberData(nameof(Names))]
    public void The_chart_has_the_same_definition(string name)
        => Assert.Equal(DeployFiles.Read($"crds/{name}"), DeployFiles.Read($"charts/gatewaykit-crds/templates/{name}"));

    [Fact]
    public void Wrong_schemas_are_found()
    {
        var wrong = JsonNode.Parse("""
            {
              "type": "object",
              "properties": {
                "a": { "type": ["string", "number"] },
                "b": { "description": "no type" },
                "c": { "type": "object", "additionalProperties": false },
                "d": { "type": "array" },
                "e": { "type": "string", "anyOf": [ { "type": "string" } ] }
              },
              "required": ["f"]
            }
            """)!.AsObject();
        Assert.Equal(6, StructuralSchema.Errors(wrong).Count);
    }

    private static V1CustomResourceDefinition Definition(string name)
        => KubernetesYaml.Deserialize<V1CustomResourceDefinition>(DeployFiles.Read($"crds/{name}"), strict: true);

    private static JsonObject SchemaOf(string name)
        => JsonNode.Parse(KubernetesJson.Serialize(Definition(name).Spec.Versions[0].Schema.OpenAPIV3Schema))!.AsObject();
}
