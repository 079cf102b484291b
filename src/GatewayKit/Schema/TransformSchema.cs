using System.Text.Json.Nodes;

namespace GatewayKit.Schema;

/// <summary>The schema of one of YARP's transforms: a mapping of texts, whose keys define the change.
/// A host's code can add others.</summary>
internal static class TransformSchema
{
    private static readonly string[] s_flags = ["true", "false"];
    private static readonly string[] s_when = ["Success", "Always", "Failure"];
    private static readonly string[] s_headerActions = ["Set", "Append", "Remove", "Off"];
    private static readonly string[] s_nodeFormats = ["None", "Random",
        "RandomAndPort", "RandomAndRandomPort", "Unknown", "UnknownAndPort", "UnknownAndRandomPort", "Ip", "IpAndPort", "IpAndRandomPort"];

    private static readonly Dictionary<string, YarpKey> s_keys = new()
    {
        ["pathPrefix"] = new("Puts a prefix before the path."),
        ["pathRemovePrefix"] = new("Removes a prefix from the path, if the path begins with it."),
        ["pathSet"] = new("Replaces the path."),
        ["pathPattern"] = new("Replaces the path by a pattern with the route's values, such as /v2/{**rest}."),
        ["queryValueParameter"] = new("Sets or appends to a query parameter: its name, with set or append."),
        ["queryRouteParameter"] = new("Sets or appends a value of the route to a query parameter: its name, with set or append."),
        ["queryRemoveParameter"] = new("Removes a query parameter."),
        ["httpMethodChange"] = new("Replaces a method, with set."),
        ["requestHeadersCopy"] = new("Whether request headers are copied. Default: true.", s_flags),
        ["requestHeaderOriginalHost"] = new("Whether the client's Host header is sent. Default: false.", s_flags),
        ["requestHeader"] = new("Sets or appends to a request header: its name, with set or append."),
        ["requestHeaderRouteValue"] = new("Sets or appends a value of the route to a request header: its name, with set or append."),
        ["requestHeaderRemove"] = new("Removes a request header."),
        ["requestHeadersAllowed"] = new("The request headers that are copied, separated by semicolons; no others."),
        ["responseHeadersCopy"] = new("Whether response headers are copied. Default: true.", s_flags),
        ["responseHeader"] = new("Sets or appends to a response header: its name, with set or append."),
        ["responseHeaderRemove"] = new("Removes a response header."),
        ["responseHeadersAllowed"] = new("The response headers that are copied, separated by semicolons; no others."),
        ["responseTrailersCopy"] = new("Whether trailers are copied. Default: true.", s_flags),
        ["responseTrailer"] = new("Sets or appends to a trailer: its name, with set or append."),
        ["responseTrailerRemove"] = new("Removes a trailer."),
        ["responseTrailersAllowed"] = new("The trailers that are copied, separated by semicolons; no others."),
        ["set"] = new("The new value."),
        ["append"] = new("The value that is appended."),
        ["when"] = new("The responses that are changed. Default: Success.", s_when),
        ["X-Forwarded"] = new("The action for all X-Forwarded headers. Default: Set.", s_headerActions),
        ["for"] = new("The action for X-Forwarded-For, or the format of the client in Forwarded.", s_headerActions),
        ["host"] = new("The action for X-Forwarded-Host, or whether Forwarded contains the host.", [.. s_headerActions, .. s_flags]),
        ["proto"] = new("The action for X-Forwarded-Proto, or whether Forwarded contains the scheme.", [.. s_headerActions, .. s_flags]),
        ["prefix"] = new("The action for X-Forwarded-Prefix.", s_headerActions),
        ["headerPrefix"] = new("The prefix of the headers. Default: X-Forwarded-."),
        ["forwarded"] = new("The parts of the Forwarded header, separated by commas: for, by, proto, host."),
        ["by"] = new("The action for the gateway's address in Forwarded.", s_headerActions),
        ["forFormat"] = new("The format of the client in Forwarded. Default: Random.", s_nodeFormats),
        ["byFormat"] = new("The format of the gateway in Forwarded. Default: Random.", s_nodeFormats),
        ["action"] = new("The action for an existing Forwarded header. Default: Set.", s_headerActions),
        ["clientCert"] = new("The request header that contains the client's certificate."),
    };

    /// <summary>Creates the schema.</summary>
    public static JsonObject Of()
    {
        var properties = new JsonObject();
        foreach (var (key, meaning) in s_keys)
        {
            var schema = Values(meaning.Values);
            schema["description"] = meaning.Description;
            properties[key] = schema;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = ScalarSchema.Of(typeof(string)),
        };
    }

    /// <summary>Creates the schema of a text with suggested names; others are allowed.</summary>
    public static JsonObject Values(string[] values) => values.Length == 0
        ? ScalarSchema.Of(typeof(string))
        : new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) }, ScalarSchema.Of(typeof(string)))
        };
}
