using System.Globalization;
using GatewayKit.OpenApi.Content.Styles;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.Choosing;

/// <summary>A client's preferences for a mock: in <c>Prefer: code=404, example=cat, dynamic=true, wait=2</c> (RFC 7240), or in the query
/// with <c>__code</c>, <c>__example</c> and <c>__dynamic</c>. The field takes precedence, as does the first preference of each name;
/// invalid preferences are ignored.</summary>
internal sealed class Preferences
{
    public static readonly Preferences None = new();

    private const string QueryPrefix = "__";

    /// <summary>The maximum length of an example's name.</summary>
    private const int MaxExample = 256;

    private Preferences()
    {
    }

    /// <summary>The status code; <c>null</c> to let the mock choose.</summary>
    public Preference<int>? Code { get; private set; }

    /// <summary>The name of an example; <c>null</c> to let the mock choose.</summary>
    public Preference<string>? Example { get; private set; }

    /// <summary>Whether to generate values for this request; <c>null</c> for the mock's default.</summary>
    public Preference<bool>? Dynamic { get; private set; }

    /// <summary>The delay of the response in seconds; <c>null</c> for the mock's default.</summary>
    public Preference<int>? Wait { get; private set; }

    /// <summary>Reads the preferences of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="operation">The operation, whose own parameters are never read as preferences.</param>
    /// <param name="rest">The request without the preferences in its query.</param>
    public static Preferences Read(ApiRequest request, OpenApiOperation operation, out ApiRequest rest)
    {
        rest = request;
        var inQuery = request.Query.Contains(QueryPrefix, StringComparison.Ordinal);
        var field = request.Header("Prefer");
        if (field is null && !inQuery)
            return None;

        var preferences = new Preferences();
        if (field is not null)
            preferences.ReadField(field);
        if (inQuery)
            rest = preferences.ReadQuery(request, operation);
        return preferences;
    }

    /// <summary>Returns the value of <c>Preference-Applied</c> (RFC 7240, section 3): the preferences in the field that were applied;
    /// <c>null</c> for none.</summary>
    public string? Applied(bool code, bool example, bool dynamic, bool wait)
    {
        if (this == None)
            return null;
        List<string>? applied = null;
        if (code && Code is { IsInField: true } status)
            (applied ??= []).Add(string.Create(CultureInfo.InvariantCulture, $"code={status.Value}"));
        if (example && Example is { IsInField: true } name && IsPrintable(name.Value))
            (applied ??= []).Add($"example={MediaTypeReader.Quote(name.Value)}");
        if (dynamic && Dynamic is { IsInField: true } isDynamic)
            (applied ??= []).Add($"dynamic={(isDynamic.Value ? "true" : "false")}");
        if (wait && Wait is { IsInField: true } seconds)
            (applied ??= []).Add(string.Create(CultureInfo.InvariantCulture, $"wait={seconds.Value}"));
        return applied is null ? null : string.Join(", ", applied);
    }

    private void ReadField(string text)
    {
        var field = new PreferField(text);
        while (field.TryRead(out var name, out var value))
            Take(name, value, isInField: true);
    }

    private ApiRequest ReadQuery(ApiRequest request, OpenApiOperation operation)
    {
        if (!QueryPairs.TryRead(request.Query.AsMemory(), '&', TextDecoding.Form, out var pairs))
            return request;

        var own = new List<string>();
        foreach (var pair in pairs)
        {
            var name = pair.Name.ToString();
            if (IsPreference(name) && !operation.Parameters.Any(p => p.In == ParameterLocation.Query && p.Name == name))
            {
                Take(name.AsSpan(QueryPrefix.Length), TextDecoding.Form.Decode(pair.Value.Span) ?? "", isInField: false);
                own.Add(name);
            }
        }

        return own.Count == 0 ? request
            : request with { Query = string.Join('&', request.Query.Split('&').Where(segment => !own.Contains(segment.Split('=')[0]))) };
    }

    private static bool IsPreference(string name) => name is "__code" or "__example" or "__dynamic" or "__wait";

    private void Take(ReadOnlySpan<char> name, string value, bool isInField)
    {
        if (name.Equals("code", StringComparison.OrdinalIgnoreCase))
            Code ??= value.Length == 3 && TryReadNumber(value, out var code) && code is >= 100 and <= 599 ? new(code, isInField) : null;
        else if (name.Equals("example", StringComparison.OrdinalIgnoreCase))
            Example ??= value.Length is > 0 and <= MaxExample ? new(value, isInField) : null;
        else if (name.Equals("dynamic", StringComparison.OrdinalIgnoreCase))
            Dynamic ??= bool.TryParse(value, out var dynamic) ? new(dynamic, isInField) : null;
        else if (name.Equals("wait", StringComparison.OrdinalIgnoreCase))
            Wait ??= value.Length <= 9 && TryReadNumber(value, out var wait) ? new(wait, isInField) : null;
    }

    private static bool TryReadNumber(string value, out int number)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool IsPrintable(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
