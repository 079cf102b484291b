using System.Globalization;

namespace GatewayKit.Planning.Traffic;

/// <summary>The fields of a line in JSON that describe the request.</summary>
internal sealed class JsonLineFields
{
    private readonly List<KeyValuePair<string, string>> _headers = [];
    private List<string>? _absent;
    private string? _method;
    private string? _scheme;
    private string? _host;
    private string? _path;
    private string? _query;
    private string? _uri;
    private string? _consumer;
    private int? _status;
    private long? _length;

    public void SetHeader(string name, string? value)
    {
        if (value is null)
            (_absent ??= []).Add(name);
        else if (name.Equals("Host", StringComparison.OrdinalIgnoreCase))
            _host ??= value;
        else if (HttpSyntax.IsToken(name))
            _headers.Add(new(name, value));
    }

    public void Set(string name, string? value)
    {
        switch (name.ToLowerInvariant())
        {
            case "method" or "request.method":
                _method ??= value;
                break;
            case "scheme":
                _scheme ??= value;
                break;
            case "host" or "request.host":
                _host ??= value;
                break;
            case "path" or "request.path":
                _path ??= value;
                break;
            case "query" or "request.query":
                _query ??= value;
                break;
            case "uri" or "request.uri" or "url" or "request.url":
                _uri ??= value;
                break;
            case "consumer" or "user":
                _consumer ??= value;
                break;
            case "user-agent" or "referer":
                SetHeader(name, value);
                break;
            case "status" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var status):
                _status ??= status;
                break;
        }
    }

    public void SetNumber(string name, long? value)
    {
        if (name.Equals("status", StringComparison.OrdinalIgnoreCase))
            _status ??= value is >= 100 and <= 999 ? (int)value : null;
        else if (name.Equals("request.size", StringComparison.OrdinalIgnoreCase) && value >= 0)
            _length ??= value;
    }

    /// <returns>The request; null if the line doesn't have one.</returns>
    public TrafficRequest? ToRequest(TrafficOptions options, out string? error)
    {
        error = null;
        var target = _path is null ? _uri : string.IsNullOrEmpty(_query) ? _path : $"{_path}?{_query}";
        if (_method is null || !HttpSyntax.IsToken(_method) || string.IsNullOrEmpty(target))
        {
            error = "The line doesn't have a request: the fields 'method' and 'path' (or 'uri') are required.";
            return null;
        }

        if (_path is null && UrlParts.TryDivide(target, out var scheme, out var host, out var rest))
            (_scheme, _host, target) = (_scheme ?? scheme, _host ?? host, rest);
        return new TrafficRequest
        {
            Method = _method,
            Target = target,
            Host = string.IsNullOrEmpty(_host) ? options.Host : _host,
            Scheme = _scheme?.ToLowerInvariant() is "http" or "https" ? _scheme.ToLowerInvariant() : options.Scheme,
            Headers = _headers,
            AbsentHeaders = _absent ?? (IReadOnlyList<string>)[],
            Consumer = _consumer is null or "" or "-" ? null : _consumer,
            Status = _status,
            Length = _length,
        };
    }
}
