namespace GatewayKit.AccessLog;

/// <summary>The fields by name, and their values without secrets.</summary>
internal sealed class FieldCatalog(AccessLogOptions options)
{
    public const string RequestHeader = "request.header.";
    public const string ResponseHeader = "response.header.";
    public const string Variable = "variable.";
    public const string RequestBody = "request.body";
    public const string ResponseBody = "response.body";

    private readonly SecretNames _secrets = new(options.Redact, options.Keep);

    /// <summary>The fields of a line in JSON if the options list none.</summary>
    public static IReadOnlyList<string> Defaults { get; } =
    [
        "time", "duration", "method", "scheme", "host", "path", "query", "protocol", "status", "outcome", "error", "route", "cluster",
        "destination", "upstream.status", "upstream.duration", "request.size", "response.size", "client.ip", "consumer", "user-agent",
        "referer", "tls", "trace.id",
    ];

    /// <summary>The bodies that the options select.</summary>
    public IEnumerable<string> Bodies
    {
        get
        {
            if (options.Bodies.Request)
                yield return RequestBody;
            if (options.Bodies.Response)
                yield return ResponseBody;
        }
    }

    /// <summary>Returns the error of a name; null if it is a field.</summary>
    public static string? ErrorOf(string name)
    {
        foreach (var prefix in new[] { RequestHeader, ResponseHeader })
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return HttpSyntax.IsToken(name.AsSpan(prefix.Length)) ? null
                    : $"names {HeaderOptions.Quoted(name)}; '{prefix}' must be followed by the name of a header";
            }
        }

        if (name.Length > Variable.Length && name.StartsWith(Variable, StringComparison.Ordinal))
            return null;

        return PlainFields.All.ContainsKey(name) || TextFields.All.ContainsKey(name) || name is RequestBody or ResponseBody ? null
            : $"names {HeaderOptions.Quoted(name)}, which isn't a field; the fields are {string.Join(", ", Names())}";
    }

    /// <summary>Returns the names of all fields.</summary>
    public static IEnumerable<string> Names()
        => PlainFields.All.Keys.Concat(TextFields.All.Keys).Concat([RequestBody, ResponseBody]).Order(StringComparer.Ordinal)
            .Concat([RequestHeader + "NAME", ResponseHeader + "NAME", Variable + "NAME"]);

    /// <summary>Returns the writer of a field.</summary>
    public FieldWriter Find(string name)
    {
        if (PlainFields.All.TryGetValue(name, out var plain))
            return plain;
        if (TextFields.All.TryGetValue(name, out var text))
            return (context, line) => text(context, line, _secrets);
        if (name.StartsWith(RequestHeader, StringComparison.Ordinal))
            return HeaderFields.OfRequest(name[RequestHeader.Length..], _secrets);
        if (name.StartsWith(ResponseHeader, StringComparison.Ordinal))
            return HeaderFields.OfResponse(name[ResponseHeader.Length..], _secrets);
        if (name.StartsWith(Variable, StringComparison.Ordinal))
            return VariableField.Of(name[Variable.Length..], _secrets);

        return BodyFields.Of(isRequest: name == RequestBody, _secrets);
    }
}
