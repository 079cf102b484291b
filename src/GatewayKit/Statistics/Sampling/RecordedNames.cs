using System.Collections.Frozen;
using GatewayKit.Configuration;
using GatewayKit.Telemetry.Sampling;

namespace GatewayKit.Statistics.Sampling;

/// <summary>
/// The names of the headers and query parameters whose values are kept: those whose values routes compare, and those of the settings.
/// Secrets are never among them. Of other query parameters that routes match by, only the names are kept.
/// </summary>
internal sealed class RecordedNames : IRecordedNames
{
    /// <summary>The headers of a preflight, which is matched as a request with another method.</summary>
    private static readonly string[] s_always = ["Origin", "Access-Control-Request-Method"];

    private static readonly SecretNames s_secrets = new([], []);

    private readonly WeakReference<GatewayConfig> _config;
    private readonly FrozenSet<string> _headers;
    private readonly FrozenSet<string> _parameters;
    private readonly FrozenSet<string> _known;

    public RecordedNames(GatewayConfig config, SampleSettings settings)
    {
        _config = new(config);
        var routes = config.Routes.Values;
        _headers = routes.SelectMany(MatchedNames.HeadersOf).Where(name => name.HasValue).Select(name => name.Name)
            .Concat(settings.Headers).Concat(s_always)
            .Where(name => !IsSecretHeader(name)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        var parameters = routes.SelectMany(MatchedNames.ParametersOf).ToArray();
        _parameters = parameters.Where(name => name.HasValue).Select(name => name.Name).Concat(settings.Parameters)
            .Where(name => !IsSecretParameter(name)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _known = parameters.Select(name => name.Name).Concat(settings.Parameters).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    public static bool IsSecretHeader(string name) => s_secrets.IsSecretHeader(name);

    public static bool IsSecretParameter(string name) => s_secrets.IsSecretParameter(name) || s_secrets.IsSecretHeader(name);

    public bool AreOf(GatewayConfig config) => _config.TryGetTarget(out var own) && ReferenceEquals(own, config);

    public bool HasHeader(string name) => _headers.Contains(name);

    public bool HasParameter(ReadOnlySpan<char> name) => Contains(_parameters, name);

    public bool KnowsParameter(ReadOnlySpan<char> name) => Contains(_known, name);

    private static bool Contains(FrozenSet<string> names, ReadOnlySpan<char> name)
        => names.Count > 0 && names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
}
