using GatewayKit.Configuration;
using GatewayKit.Planning.Traffic;
using GatewayKit.Statistics.Sampling;
using GatewayKit.Telemetry.Sampling;

namespace GatewayKit.Planning.Pending;

/// <summary>
/// The requests of a sample, and what routes compare that the sample doesn't have. A header whose value isn't kept exists with another
/// value; it matters only to routes that compare the value.
/// </summary>
/// <param name="configs">The configurations that are compared.</param>
internal sealed class SampledTraffic(params IReadOnlyCollection<GatewayConfig> configs)
{
    private readonly Dictionary<string, bool> _headers = NamesOf(configs, MatchedNames.HeadersOf);
    private readonly Dictionary<string, bool> _parameters = NamesOf(configs, MatchedNames.ParametersOf);
    private readonly bool _hasCookies = configs.SelectMany(config => config.Routes.Values)
        .Any(route => route.Match is { Cookies.IsEmpty: false });

    private readonly HashSet<string> _unrecordedHeaders = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _unrecordedParameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The headers whose values weren't recorded.</summary>
    public IReadOnlyList<string> UnrecordedHeaders => [.. _unrecordedHeaders.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The query parameters that may not have been recorded, or whose values weren't.</summary>
    public IReadOnlyList<string> UnrecordedParameters => [.. _unrecordedParameters.Order(StringComparer.OrdinalIgnoreCase)];

    public TrafficRequest RequestOf(SampledHead head)
    {
        NoteParameters(head);
        var headers = new List<KeyValuePair<string, string>>(head.Headers);
        var absent = new List<string>();
        foreach (var (name, hasValue) in _headers)
        {
            if (head.Headers.Any(header => IsSame(header.Key, name)))
                continue;

            var exists = head.OtherHeaders.Any(other => IsSame(other, name));
            if (exists)
                headers.Add(new(name, RecordedTarget.Redacted));
            if (head.AreHeadersCut ? !exists || hasValue : exists && hasValue)
                _unrecordedHeaders.Add(name);
            if (!exists)
                absent.Add(name);
        }

        if (_hasCookies && head.OtherHeaders.Any(other => IsSame(other, "Cookie")))
            _unrecordedHeaders.Add("Cookie");
        return new TrafficRequest
        {
            Method = head.Method,
            Scheme = head.Scheme,
            Host = head.Host,
            Target = head.Target,
            Headers = headers,
            AbsentHeaders = absent,
            Consumer = head.Consumer,
            Groups = head.Groups,
            Status = head.Status,
            Length = head.Length,
        };
    }

    private void NoteParameters(SampledHead head)
    {
        if (_parameters.Count == 0)
            return;

        var recorded = ParametersOf(head.Target);
        foreach (var (name, hasValue) in _parameters)
        {
            if (recorded.TryGetValue(name, out var value)
                ? hasValue && value == RecordedTarget.Redacted
                : head.HasOtherParameters && !head.Names.KnowsParameter(name))
                _unrecordedParameters.Add(name);
        }
    }

    private static Dictionary<string, bool> NamesOf(
        IReadOnlyCollection<GatewayConfig> configs, Func<GatewayRoute, IEnumerable<(string Name, bool HasValue)>> read)
        => configs.SelectMany(config => config.Routes.Values).SelectMany(read)
            .GroupBy(name => name.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(names => names.Key, names => names.Any(name => name.HasValue), StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, string> ParametersOf(string target)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start)
        {
            foreach (var pair in target[(start + 1)..].Split('&').Select(pair => pair.Split('=', 2)))
                parameters.TryAdd(Uri.UnescapeDataString(pair[0]), pair.Length > 1 ? pair[1] : "");
        }

        return parameters;
    }

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
