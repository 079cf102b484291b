using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GatewayKit.Kubernetes.TestServer.Json;

namespace GatewayKit.Kubernetes.TestServer.Schemas;

/// <summary>Reads the <c>openAPIV3Schema</c> of a CRD. CEL rules (<c>x-kubernetes-validations</c>) aren't read.</summary>
internal static class SchemaReader
{
    public static Schema Read(JsonObject source)
    {
        var isIntegerOrString = source.Flag("x-kubernetes-int-or-string");
        return new Schema
        {
            Type = isIntegerOrString ? SchemaType.IntegerOrString : TypeOf(source.Text("type")),
            PreservesUnknown = source.Flag("x-kubernetes-preserve-unknown-fields"),
            IsNullable = source.Flag("nullable"),
            Properties = (source.Object("properties") ?? [])
                .ToDictionary(p => p.Key, p => Read((JsonObject)p.Value!), StringComparer.Ordinal),
            AdditionalProperties = source["additionalProperties"] switch
            {
                JsonObject schema => Read(schema),
                JsonValue => Schema.Anything,
                _ => null,
            },
            Items = source.Object("items") is { } items ? Read(items) : null,
            Default = source["default"].Clone(),
            Required = [.. (source.Array("required") ?? []).Select(n => n!.GetValue<string>())],
            Values = [.. (source.Array("enum") ?? []).Select(JsonAccess.Clone)],
            Limits = LimitsOf(source),
            Pattern = source.Text("pattern") is { } pattern ? new Lazy<Regex>(() => RegexOf(pattern)) : null,
            Format = source.Text("format"),
            AllOf = Branches(source, "allOf"),
            AnyOf = isIntegerOrString ? [] : Branches(source, "anyOf"),
            OneOf = Branches(source, "oneOf"),
            Not = source.Object("not") is { } not ? Read(not) : null,
            ListKind = source.Text("x-kubernetes-list-type") switch
            {
                "map" => ListKind.Map,
                "set" => ListKind.Set,
                _ => ListKind.Atomic,
            },
            Keys = [.. (source.Array("x-kubernetes-list-map-keys") ?? []).Select(n => n!.GetValue<string>()).Order(StringComparer.Ordinal)],
            IsAtomic = source.Text("x-kubernetes-map-type") == "atomic",
        };
    }

    private static Schema[] Branches(JsonObject source, string name) => [.. source.Objects(name).Select(Read)];

    private static SchemaType TypeOf(string? type) => type switch
    {
        "object" => SchemaType.Object,
        "array" => SchemaType.Array,
        "string" => SchemaType.String,
        "integer" => SchemaType.Integer,
        "number" => SchemaType.Number,
        "boolean" => SchemaType.Boolean,
        _ => SchemaType.Any,
    };

    private static Limits? LimitsOf(JsonObject source)
    {
        var limits = new Limits
        {
            Minimum = source["minimum"]?.GetValue<double>(),
            Maximum = source["maximum"]?.GetValue<double>(),
            MinLength = source.Integer("minLength"),
            MaxLength = source.Integer("maxLength"),
            MinItems = source.Integer("minItems"),
            MaxItems = source.Integer("maxItems"),
            MinProperties = source.Integer("minProperties"),
            MaxProperties = source.Integer("maxProperties"),
        };
        return limits == new Limits() ? null : limits;
    }

    /// <summary>Translates the dollar sign, which in .NET also matches before a line feed.</summary>
    private static Regex RegexOf(string pattern)
        => new(pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal) ? pattern[..^1] + "\\z" : pattern,
            RegexOptions.CultureInvariant);
}
