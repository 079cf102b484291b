using System.Reflection;
using GatewayKit.Kubernetes.TestServer.Schemas;
using k8s.Models;

namespace GatewayKit.Kubernetes.TestServer.Kinds;

/// <summary>Describes a core kind by its model.</summary>
internal static class BuiltIn
{
    /// <summary>A kind whose objects belong to a namespace.</summary>
    public static Kind Namespaced(Type model, params string[] shortNames) => Create(model, isNamespaced: true, shortNames);

    /// <summary>A kind of the whole cluster.</summary>
    public static Kind Global(Type model, params string[] shortNames) => Create(model, isNamespaced: false, shortNames);

    /// <summary>A specification without a status, with a generation.</summary>
    public static Kind WithGeneration(this Kind kind) => kind with { HasGeneration = true };

    public static Kind WithStatus(this Kind kind) => kind with { HasStatus = true };

    private static Kind Create(Type model, bool isNamespaced, string[] shortNames)
    {
        var entity = model.GetCustomAttribute<KubernetesEntityAttribute>()!;
        return new Kind
        {
            Group = entity.Group,
            Version = entity.ApiVersion,
            Name = entity.Kind,
            Plural = entity.PluralName,
            Singular = entity.Kind.ToLowerInvariant(),
            IsNamespaced = isNamespaced,
            ShortNames = shortNames,
            Schema = model == typeof(V1CustomResourceDefinition) ? Definition() : ModelSchema.Of(model),
        };
    }

    /// <summary>The schemas within definitions are recursive and are kept as they are.</summary>
    private static Schema Definition() => new()
    {
        Type = SchemaType.Object,
        PreservesUnknown = true,
        Properties = new Dictionary<string, Schema> { ["metadata"] = ModelSchema.Metadata },
    };
}
