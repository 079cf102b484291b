using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cache.Directives;

/// <summary>The directives of a request (RFC 9111, sections 5.2.1 and 5.4).</summary>
internal readonly struct RequestDirectives
{
    public bool NoStore { get; private init; }

    public bool NoCache { get; private init; }

    public bool OnlyIfCached { get; private init; }

    public long? MaxAge { get; private init; }

    public long? MinFresh { get; private init; }

    /// <summary>The accepted staleness in seconds; null for none.</summary>
    public long? MaxStale { get; private init; }

    public static RequestDirectives Parse(IHeaderDictionary headers)
    {
        var lines = headers.CacheControl;
        if (lines.Count == 0)
            return new RequestDirectives { NoCache = headers.Pragma.Count > 0 && HasNoCache(headers) };

        bool noStore = false, noCache = false, onlyIfCached = false;
        long? maxAge = null, minFresh = null, maxStale = null;
        foreach (var line in lines)
        {
            var reader = new DirectiveReader(line);
            while (reader.MoveNext())
            {
                var name = reader.Name;
                if (Is(name, "no-store"))
                    noStore = true;
                else if (Is(name, "no-cache"))
                    noCache = true;
                else if (Is(name, "only-if-cached"))
                    onlyIfCached = true;
                else if (Is(name, "max-age"))
                    maxAge ??= DeltaSeconds.Parse(reader.Value) ?? 0;
                else if (Is(name, "min-fresh"))
                    minFresh ??= DeltaSeconds.Parse(reader.Value);
                else if (Is(name, "max-stale"))
                    maxStale ??= reader.HasValue ? DeltaSeconds.Parse(reader.Value) : DeltaSeconds.Maximum;
            }
        }

        return new RequestDirectives
        {
            NoStore = noStore,
            NoCache = noCache,
            OnlyIfCached = onlyIfCached,
            MaxAge = maxAge,
            MinFresh = minFresh,
            MaxStale = maxStale,
        };
    }

    private static bool HasNoCache(IHeaderDictionary headers)
    {
        foreach (var line in headers.Pragma)
        {
            var reader = new DirectiveReader(line);
            while (reader.MoveNext())
            {
                if (Is(reader.Name, "no-cache"))
                    return true;
            }
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> name, string directive) => name.Equals(directive, StringComparison.OrdinalIgnoreCase);
}
