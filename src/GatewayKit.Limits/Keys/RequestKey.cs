using System.Globalization;

namespace GatewayKit.Limits;

/// <summary>One of the keys that requests are counted by.</summary>
internal sealed class RequestKey
{
    public const string Pattern =
        "consumer|ip|route|cluster|(header|cookie):[-!#$%&'*+.^_`|~0-9A-Za-z]{1,256}|path:[_A-Za-z][_0-9A-Za-z]{0,99}"
        + "|claim:[!-+\\--~]{1,256}|variable:[_A-Za-z][_0-9A-Za-z]{0,99}";

    private readonly RequestKeyKind _kind;
    private readonly string _name;

    public RequestKey(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        _kind = Enum.Parse<RequestKeyKind>(colon < 0 ? key : key[..colon], ignoreCase: true);
        _name = key[(colon + 1)..];
    }

    /// <summary>Whether the value is the name of the consumer.</summary>
    public bool IsConsumer => _kind == RequestKeyKind.Consumer;

    /// <summary>Returns the value that the request counts for; null if it has none, and its IP address counts.</summary>
    public string? Of(GatewayContext context) => (_kind switch
    {
        RequestKeyKind.Consumer => context.Consumer?.Name,
        RequestKeyKind.Route => context.Route.Id,
        RequestKeyKind.Cluster => context.ClusterId,
        RequestKeyKind.Header => context.Http.Request.Headers[_name].ToString(),
        RequestKeyKind.Cookie => context.Http.Request.Cookies[_name],
        RequestKeyKind.Path => Text(context.Http.Request.RouteValues.GetValueOrDefault(_name)),
        RequestKeyKind.Claim => context.Principal?.FindFirst(_name)?.Value,
        RequestKeyKind.Variable => context.Variables.TryGetValue(_name, out var shared) ? Text(shared) : null,
        _ => null,
    }) is { Length: > 0 } value ? value : null;

    /// <summary>
    /// Returns the name of a value for logs, such as <c>consumer 'alice'</c>. Headers, cookies and claims can contain secrets, so for
    /// these it has the name of the key only.
    /// </summary>
    public string Describe(GatewayContext context) => _kind switch
    {
        _ when Of(context) is null => $"IP address '{context.Http.Connection.RemoteIpAddress}'",
        RequestKeyKind.Consumer => $"consumer '{context.Consumer?.Name}'",
        RequestKeyKind.Route => $"route '{context.Route.Id}'",
        RequestKeyKind.Cluster => $"cluster '{context.ClusterId}'",
        _ => $"a {_kind.ToString().ToLowerInvariant()} '{_name}'",
    };

    private static string? Text(object? value) => value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture);
}
