using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using GatewayKit.Kubernetes.TestServer.Schemas;
using k8s.Models;

namespace GatewayKit.Kubernetes.TestServer.Kinds;

/// <summary>
/// Derives the schema of a core kind from its model in KubernetesClient, so that the server drops unknown fields and rejects
/// values of a wrong type as the types of a real server do.
/// </summary>
internal static class ModelSchema
{
    private static readonly Lock s_lock = new();
    private static readonly ConcurrentDictionary<Type, Schema> s_schemas = new();

    public static Schema Of(Type model)
    {
        lock (s_lock)
            return OfObject(model);
    }

    /// <summary>The schema of <c>metadata</c>, of every kind.</summary>
    public static Schema Metadata { get; } = Of(typeof(V1ObjectMeta));

    private static Schema OfObject(Type model)
    {
        if (s_schemas.TryGetValue(model, out var known))
            return known;

        var schema = new Schema { Type = SchemaType.Object, IsAtomic = ModelLists.IsAtomic(model) };
        s_schemas[model] = schema;
        schema.Properties = model.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (property, name: property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name))
            .Where(p => p.name is not null)
            .ToDictionary(p => p.name!, p => OfProperty(model, p.name!, p.property.PropertyType), StringComparer.Ordinal);
        return schema;
    }

    private static Schema OfProperty(Type owner, string name, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(byte[]))
            return new Schema { Type = SchemaType.String, Format = "byte" };
        if (type == typeof(string) || type == typeof(DateTime) || type == typeof(DateTimeOffset))
            return Scalar(SchemaType.String);
        if (type == typeof(bool))
            return Scalar(SchemaType.Boolean);
        if (type == typeof(int) || type == typeof(long))
            return Scalar(SchemaType.Integer);
        if (type == typeof(double) || type == typeof(float))
            return Scalar(SchemaType.Number);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>))
            return new Schema
            {
                Type = SchemaType.Object,
                AdditionalProperties = OfProperty(owner, "", type.GetGenericArguments()[1]),
                IsAtomic = ModelLists.IsAtomicMap(owner, name),
            };
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>))
            return ModelLists.List(owner, name, type.GetGenericArguments()[0], OfProperty(owner, "", type.GetGenericArguments()[0]));
        return type.Name.EndsWith("IntOrString", StringComparison.Ordinal) ? Scalar(SchemaType.IntegerOrString)
            : type == typeof(ResourceQuantity) || type == typeof(object) || type.Namespace != typeof(V1ObjectMeta).Namespace
                ? new Schema { PreservesUnknown = true }
            : OfObject(type);
    }

    private static Schema Scalar(SchemaType type) => new() { Type = type };
}
