using System.Globalization;
using GatewayKit.Cli.Commands;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Readers;

namespace GatewayKit.Cli.ManifestTests;

/// <summary>Reads a file of requests and expected responses.</summary>
internal sealed class ExpectationFile
{
    private const int MostRequests = 10_000;
    private const int MostTimes = 1_000;
    private const int MostBytes = 16 * 1024 * 1024;

    private readonly NodeFields _fields = new();

    private ExpectationFile()
    {
    }

    /// <param name="file">The file, in YAML or JSON.</param>
    /// <exception cref="GatewayConfigException">The file has errors.</exception>
    /// <exception cref="ToolException">The file can't be read.</exception>
    public static IReadOnlyList<ExpectedRequest> Read(string file)
    {
        var reader = new ExpectationFile();
        var root = ConfigDocument.Read(Load(file), file, reader._fields.Errors);
        var requests = reader._fields.Mapping(root, "", "requests") is { } fields ? reader.Requests(fields.Find("requests")) : [];
        if (reader._fields.Errors.Items.Count > 0)
            throw new GatewayConfigException(reader._fields.Errors.Items);
        return requests;
    }

    private static byte[] Load(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: > MostBytes }
                ? throw new ToolException($"'{file}' is larger than {MostBytes} bytes.") : File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{file}' can't be read: {error.Message}", error);
        }
    }

    private List<ExpectedRequest> Requests(ConfigNode? node)
    {
        var requests = new List<ExpectedRequest>();
        if (node is not ConfigSequence { Items: { Count: > 0 and <= MostRequests } items })
        {
            _fields.Add("requests", $"it must be a list of 1 to {MostRequests} requests.", node);
            return requests;
        }

        for (var index = 0; index < items.Count; index++)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"requests[{index}]");
            if (_fields.Mapping(items[index], where, "name", "request", "times", "expect") is not { } fields)
                continue;
            if (Request(fields.Find("request"), $"{where}.request", fields) is { } request)
            {
                var expected = Expected(fields.Find("expect"), $"{where}.expect", fields);
                if (request.IsStream && expected.Route is not null)
                    _fields.Add($"{where}.expect.route", "the route of a connection isn't known; use backend.", fields.Find("expect"));
                requests.Add(new ExpectedRequest(
                    _fields.Text(fields, where, "name") ?? request.ToString(), request,
                    _fields.Number(fields, where, "times", 1, MostTimes) ?? 1, expected));
            }
        }

        return requests;
    }

    private TestRequest? Request(ConfigNode? node, string where, ConfigMapping parent)
    {
        var fields = node is ConfigMapping ? _fields.Mapping(node, where, "method", "url", "headers", "body", "gateway") : null;
        string[]? line = node is ConfigScalar { Text: var text } ? text.Split(' ', 2) : null;
        var method = line?[0] ?? (fields is null ? null : _fields.Text(fields, where, "method") ?? "GET");
        var url = line is [_, var target] ? target.Trim() : fields is null ? null : _fields.Text(fields, where, "url");
        if (method is null || url is null)
        {
            _fields.Add(
                where, "it must be a method and a URL, such as 'GET http://shop.example/', or a mapping with a url.", node ?? parent);
            return null;
        }

        try
        {
            var headers = fields is null ? new Dictionary<string, string?>() : _fields.Texts(fields, where, "headers");
            var parsed = ExplainRequest.Parse(method, url, headers.Select(header => $"{header.Key}: {header.Value}"), TestRequest.Streams);
            return new TestRequest(parsed.Method, parsed.Url, parsed.Headers)
            {
                Body = fields is null ? null : _fields.Text(fields, where, "body"),
                Gateway = fields is null ? null : _fields.Text(fields, where, "gateway"),
            };
        }
        catch (ToolException error)
        {
            _fields.Add(where, error.Message, node);
            return null;
        }
    }

    private Expectation Expected(ConfigNode? node, string where, ConfigMapping parent)
    {
        if (node is null or ConfigNull)
        {
            _fields.Add(where, "it must be a status, or a mapping.", node ?? parent);
            return new Expectation();
        }

        if (node is ConfigScalar or ConfigSequence)
            return new Expectation { Statuses = _fields.Numbers(node, where, 100, 599) };
        if (_fields.Mapping(node, where, "status", "route", "backend", "headers", "body", "forwarded") is not { } fields)
            return new Expectation();

        var seen = fields.Find("forwarded") is { } inner
            ? _fields.Mapping(inner, $"{where}.forwarded", "method", "path", "host", "serverName", "headers") : null;
        return new Expectation
        {
            Statuses = fields.Find("status") is { } status ? _fields.Numbers(status, $"{where}.status", 100, 599) : [],
            Route = _fields.Text(fields, where, "route"),
            Backends = fields.Find("backend") is { } backend and not ConfigNull ? _fields.List(backend, $"{where}.backend") : [],
            IsAnswered = fields.Find("backend") is ConfigNull,
            Headers = _fields.Texts(fields, where, "headers"),
            Body = _fields.Text(fields, where, "body"),
            ForwardedMethod = seen is null ? null : _fields.Text(seen, $"{where}.forwarded", "method"),
            ForwardedPath = seen is null ? null : _fields.Text(seen, $"{where}.forwarded", "path"),
            ForwardedHost = seen is null ? null : _fields.Text(seen, $"{where}.forwarded", "host"),
            ComparesServerName = seen?.Find("serverName") is not null,
            ForwardedServerName = seen is null ? null : _fields.Text(seen, $"{where}.forwarded", "serverName"),
            ForwardedHeaders = seen is null ? new Dictionary<string, string?>() : _fields.Texts(seen, $"{where}.forwarded", "headers"),
        };
    }
}
