using System.Buffers;
using System.Globalization;
using GatewayKit.Expressions;

namespace GatewayKit.Transforms;

/// <summary>
/// The names that a template can use: those of the expressions of <c>when</c>, and <c>cookie</c>, <c>capture</c>, <c>now</c>, <c>body</c>
/// and <c>requestBody</c>. A value that occurs more than once isn't determined.
/// </summary>
internal sealed class TemplateVocabulary
{
    /// <summary>The characters that end a segment of a path or begin another part of a URL.</summary>
    private static readonly SearchValues<char> s_structural = SearchValues.Create("/\\;%?#");

    private readonly Dictionary<string, TemplateName> _names = new(StringComparer.Ordinal);

    private TemplateVocabulary(bool isPath, bool hasResponse)
    {
        IsPath = isPath;
        foreach (var name in (string[])["consumer", "method", "ip"])
            AddValue(name, ((Text)RequestNames.All[name]).Of);
        AddMembers("header", RequestValues.Header);
        AddMembers("query", RequestValues.Query);
        AddMembers("cookie", CookieValues.Find);
        AddMembers("claim", RequestValues.Claim);
        AddPart("path", hasMembers: false, (input, _) => ((Text)RequestNames.All["path"]).Of(input.Exchange));
        AddPart("route", hasMembers: true, (input, name) => RequestValues.RouteValue(input.Exchange, name));
        _names["now"] = new TemplateName(
            hasMembers: false,
            (input, _) => input.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (!isPath)
            _names[TemplateName.Body] = TemplateName.ForDocument(input => input.Body);
        if (isPath)
        {
            AddPart("capture", hasMembers: true,
                (input, name) => input.Captures?.Groups[name] is { Success: true } group ? group.Value : null);
        }

        if (!hasResponse)
            return;

        AddValue("status", exchange => exchange.Http.Response.StatusCode.ToString(CultureInfo.InvariantCulture));
        AddValue("origin", ((Text)ResponseNames.All["origin"]).Of);
        _names[TemplateName.RequestBody] = TemplateName.ForDocument(input => input.RequestBody);
        AddMembers("responseHeader", (exchange, name) => RequestValues.SingleOf(exchange.Http.Response.Headers, name));
    }

    /// <summary>Gets the names of a request.</summary>
    public static TemplateVocabulary Request { get; } = new(isPath: false, hasResponse: false);

    /// <summary>
    /// Gets the names of a request, for a path. Only parts of its path can contain a slash; the values of other names can't change the
    /// structure of the path.
    /// </summary>
    public static TemplateVocabulary Path { get; } = new(isPath: true, hasResponse: false);

    /// <summary>Gets the names of a request and its response.</summary>
    public static TemplateVocabulary Response { get; } = new(isPath: false, hasResponse: true);

    /// <summary>Returns the names of a request without its body, and names whose values the plugin supplies.</summary>
    /// <param name="more">The additional names.</param>
    public static TemplateVocabulary With(IEnumerable<KeyValuePair<string, DataName>> more)
    {
        var vocabulary = new TemplateVocabulary(isPath: false, hasResponse: false);
        vocabulary._names.Remove(TemplateName.Body);
        foreach (var (name, value) in more)
            vocabulary._names[name] = value;
        return vocabulary;
    }

    /// <summary>Gets whether the text is a path.</summary>
    public bool IsPath { get; }

    /// <summary>Gets the names.</summary>
    public IReadOnlyDictionary<string, TemplateName> Names => _names;

    private void AddValue(string name, Func<GatewayContext, string?> read)
        => AddPart(name, hasMembers: false, (input, _) => Checked(name, read(input.Exchange)));

    private void AddMembers(string name, Func<GatewayContext, string, string?> read)
        => AddPart(name, hasMembers: true, (input, member) => Checked(name, read(input.Exchange, member)));

    private void AddPart(string name, bool hasMembers, Func<TemplateInput, string, string?> read)
        => _names[name] = new TemplateName(hasMembers, read);

    private string? Checked(string name, string? value)
        => IsPath && value.AsSpan().ContainsAny(s_structural)
            ? throw new TemplateException($"A value of '{name}' has characters that would change the structure of the path.")
            : value;
}
