using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.Cache.Directives;

/// <summary>The directives of a response (RFC 9111, section 5.2.2; RFC 5861), of <c>Cache-Control</c> or a targeted field
/// (RFC 9213).</summary>
internal sealed class ResponseDirectives
{
    public bool NoStore { get; set; }

    public bool NoCache { get; set; }

    public bool Private { get; set; }

    public bool Public { get; set; }

    public bool MustRevalidate { get; set; }

    public bool ProxyRevalidate { get; set; }

    public bool MustUnderstand { get; set; }

    /// <summary>The seconds; 0 for an invalid value, which makes a response stale (section 4.2.1). Null without the directive.</summary>
    public long? MaxAge { get; set; }

    /// <summary>The seconds; 0 for an invalid value. Null without the directive.</summary>
    public long? SharedMaxAge { get; set; }

    public long StaleWhileRevalidate { get; set; }

    /// <summary>The seconds; null without the directive.</summary>
    public long? StaleIfError { get; set; }

    /// <summary>The fields of <c>private="..."</c> and <c>no-cache="..."</c>, which aren't stored.</summary>
    public List<string>? UnstoredFields { get; private set; }

    /// <summary>Gets whether a response to a request with credentials may be shared (section 3.5).</summary>
    public bool AllowCredentials => Public || MustRevalidate || SharedMaxAge is not null;

    public static ResponseDirectives Parse(StringValues lines)
    {
        var directives = new ResponseDirectives();
        foreach (var line in lines)
        {
            var reader = new DirectiveReader(line);
            while (reader.MoveNext())
                directives.Add(reader);
            directives.NoStore |= reader.IsBroken;
        }

        return directives;
    }

    private void Add(in DirectiveReader reader)
    {
        var name = reader.Name;
        if (Is(name, "no-store"))
            NoStore = true;
        else if (Is(name, "no-cache"))
            NoCache |= !AddFields(reader);
        else if (Is(name, "private"))
            Private |= !AddFields(reader);
        else if (Is(name, "public"))
            Public = true;
        else if (Is(name, "must-revalidate"))
            MustRevalidate = true;
        else if (Is(name, "proxy-revalidate"))
            ProxyRevalidate = true;
        else if (Is(name, "must-understand"))
            MustUnderstand = true;
        else if (Is(name, "max-age"))
            MaxAge ??= Seconds(reader);
        else if (Is(name, "s-maxage"))
            SharedMaxAge ??= Seconds(reader);
        else if (Is(name, "stale-while-revalidate"))
            StaleWhileRevalidate = Seconds(reader);
        else if (Is(name, "stale-if-error"))
            StaleIfError ??= Seconds(reader);
    }

    private bool AddFields(in DirectiveReader reader)
    {
        if (!reader.IsQuoted || reader.IsBroken)
            return false;

        foreach (var range in reader.Value.Split(','))
        {
            var field = reader.Value[range].Trim(" \t");
            if (field.IsEmpty)
                continue;
            if (!HttpSyntax.IsToken(field))
                return false;

            (UnstoredFields ??= []).Add(field.ToString());
        }

        return UnstoredFields is not null;
    }

    private static long Seconds(in DirectiveReader reader) => DeltaSeconds.Parse(reader.Value) ?? 0;

    private static bool Is(ReadOnlySpan<char> name, string directive) => name.Equals(directive, StringComparison.OrdinalIgnoreCase);
}
