using System.Diagnostics.Metrics;
using GatewayKit.Plugins.ApiVersion.Reading;
using GatewayKit.Plugins.ApiVersion.Versions;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.ApiVersion;

/// <summary>
/// Reads the version of a request, and chooses the cluster and the headers of the version. The stage is that of authorization: caches,
/// splits and validations that follow see the cluster and the path of the version.
/// </summary>
[GatewayPlugin<ApiVersionOptions>("api-version", PluginStage.Authorization, RejectsOnError = true)]
public sealed class ApiVersionPlugin : IRequestHook, IResponseHook
{
    /// <summary>The variable with the name of the version.</summary>
    internal const string Variable = "apiVersion";

    private static readonly KeyValuePair<string, object?> s_rejected = new("version", "(rejected)");
    private static readonly string[] s_mediaTypes = ["Accept", "Content-Type"];

    private readonly TimeProvider _time;
    private readonly VersionTable _versions;
    private readonly VersionPeriods _periods;
    private readonly IVersionSource[] _sources;
    private readonly SegmentSource? _stripped;
    private readonly string[] _clusters;
    private readonly string[] _varyNames;
    private readonly StringValues _vary;
    private readonly Counter<long> _requests;
    private readonly KeyValuePair<string, object?> _entry;

    /// <summary>Initializes a new instance with its responses.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">The metrics.</param>
    public ApiVersionPlugin(ApiVersionOptions options, PluginPlacement placement, TimeProvider time, IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentNullException.ThrowIfNull(meters);
        _time = time;
        _periods = new VersionPeriods(options);
        _versions = new VersionTable(options);
        var segment = options.Segment is { } position ? new SegmentSource(position) : null;
        var hasMediaType = (options.MediaTypeParameter ?? options.VendorMediaType) is not null;
        _sources = [.. Sources(options, segment)];
        _stripped = options.StripSegment ? segment : null;
        _clusters = [.. options.Versions.Values.Select(version => version.ClusterId).OfType<string>()];
        _varyNames = [.. options.Header is { } header ? [header] : Array.Empty<string>(), .. hasMediaType ? s_mediaTypes : []];
        _vary = string.Join(", ", _varyNames);
        _requests = meters.Create("GatewayKit").CreateCounter<long>(
            "gatewaykit.api_version.requests", "{request}", "Requests by the version of the API.");
        _entry = new("entry", placement.Key);
    }

    /// <summary>Rejects a request without a supported version, and chooses the cluster and the headers of the version.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.Http;

        // Set before there is a response: it then belongs to every response, and a cache further down stores it.
        if (!StringValues.IsNullOrEmpty(_vary))
            http.Response.Headers.Vary = StringValues.Concat(http.Response.Headers.Vary, _vary);

        var reading = default(VersionReading);
        foreach (var source in _sources)
            reading = reading.And(source.Read(http.Request, _versions));

        _versions.RemoveHeaders(http.Request);
        var now = _time.GetUtcNow();
        var version = reading.IsNone ? _versions.Default : reading.Version;

        // A browser sends a preflight without the headers of the request that follows, which can name another version than the default.
        if (reading.IsNone && !(now < version?.End) && CorsPreflight.Is(http.Request))
            return HookResult.Continue;

        if (version is null)
        {
            _requests.Add(1, _entry, s_rejected);
            return HookResult.Respond(Rejection(reading, _periods.At(now).Rejections));
        }

        _requests.Add(1, _entry, version.Tag);
        context.Variables[Variable] = version.Name;
        if (now >= version.End)
            return HookResult.Respond(version.AddLifecycleTo(_periods.At(now).Rejections.Gone));

        Choose(context, version);
        return HookResult.Continue;
    }

    /// <summary>Sets the headers of the version's responses.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.State is not SupportedVersion version)
            return HookResult.Continue;

        version.ChangeResponse(context);
        var headers = context.Http.Response.Headers;
        foreach (var (name, value) in _periods.At(_time.GetUtcNow()).Report)
            headers[name] = value;

        // The upstream can name them, too.
        if (VaryMembers.Repeat(headers.Vary, _varyNames))
            headers.Vary = VaryMembers.Distinct(headers.Vary);
        return HookResult.Continue;
    }

    private static GatewayResponse Rejection(VersionReading reading, VersionRejections rejections)
        => reading.IsConflict ? rejections.Conflicting : reading.IsNone ? rejections.Missing : rejections.Of(reading.Status);

    private void Choose(GatewayContext context, SupportedVersion version)
    {
        context.State = version;
        version.ChangeRequest(context);
        if (version.ClusterId is { } cluster && IsOwn(context.ClusterId)
            && !cluster.Equals(context.ClusterId, StringComparison.OrdinalIgnoreCase))
            context.ClusterId = cluster;

        // The segment can be missing: another place has the version, or it is the default.
        if (_stripped?.Read(context.Http.Request, _versions).Version is not null)
            _stripped.Strip(context.Http.Request);
    }

    // An entry of all routes leaves those with other clusters alone.
    private bool IsOwn(string? cluster) => cluster is not null && _clusters.Contains(cluster, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<IVersionSource> Sources(ApiVersionOptions options, SegmentSource? segment)
    {
        if (segment is not null)
            yield return segment;
        if (options.Header is { } header)
            yield return new HeaderSource(header);
        if (options.Query is { } query)
            yield return new QuerySource(query);
        if ((options.MediaTypeParameter ?? options.VendorMediaType) is not null)
            yield return new MediaTypeSource(
                options.MediaTypeParameter, options.VendorMediaType is { } vendor ? new VendorType(vendor) : null);
    }
}
