using GatewayKit.Planning.Traffic;

namespace GatewayKit.Planning;

/// <summary>Counts the requests that a change affects in the same way.</summary>
/// <param name="change">The change, without its requests.</param>
internal sealed class ChangeGroup(PlannedChange change)
{
    private const int MostExamples = 3;
    private const int MostCharacters = 2_000;

    private readonly List<PlannedRequest> _examples = [];

    /// <summary>The change with its requests.</summary>
    public PlannedChange Change => change with { Requests = Requests, Examples = [.. _examples] };

    /// <summary>The number of requests.</summary>
    public long Requests { get; private set; }

    /// <summary>Adds a request.</summary>
    public void Add(TrafficRequest request)
    {
        Requests++;
        if (_examples.Count == MostExamples)
            return;

        var example = new PlannedRequest(
            Cut(request.Method), Cut(UrlOf(request)), request.Consumer is { } consumer ? Cut(consumer) : null);
        if (!_examples.Exists(other => other.Url == example.Url && other.Method == example.Method))
            _examples.Add(example);
    }

    private static string Cut(string text) => text.Length > MostCharacters ? $"{text[..MostCharacters]}..." : text;

    private static string UrlOf(TrafficRequest request)
    {
        var query = request.Target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? request.Target : request.Target[..query];
        return path is ['/', ..] ? $"{request.Scheme ?? Uri.UriSchemeHttp}://{request.Host}{path}" : path;
    }
}
