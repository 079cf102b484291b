namespace GatewayKit.JsonSchema.Formats;

internal static class KnownFormats
{
    /// <summary>Returns the check of a format; <c>null</c> if the format is unknown.</summary>
    public static TextFormat? Find(string name, JsonSchemaDialect version) => name switch
    {
        "date-time" => DateTimeFormat.IsDateTime,
        "email" => EmailFormat.IsEmail,
        "hostname" => HostFormat.IsHostname,
        "ipv4" => AddressFormat.IsIpv4,
        "ipv6" => AddressFormat.IsIpv6,
        "uri" => UriFormat.IsUri,
        // Not in draft 4, but used with OpenAPI 3.0.
        "date" => DateTimeFormat.IsDate,
        "uuid" when version != JsonSchemaDialect.Draft4 => UuidFormat.IsUuid,
        // Formats of OpenAPI.
        "byte" when version != JsonSchemaDialect.Draft4 => System.Buffers.Text.Base64.IsValid,
        _ when version < JsonSchemaDialect.Draft7 => null,
        "time" => DateTimeFormat.IsTime,
        "uri-reference" => UriFormat.IsUriReference,
        "iri" => UriFormat.IsIri,
        "iri-reference" => UriFormat.IsIriReference,
        "json-pointer" => PointerFormat.IsJsonPointer,
        "relative-json-pointer" => PointerFormat.IsRelativeJsonPointer,
        "regex" => RegexFormat.IsRegex,
        "duration" => DurationFormat.IsDuration,
        _ => null,
    };
}
