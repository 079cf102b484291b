namespace GatewayKit;

/// <summary>The additions of a plugin to an API, for its documentation: at most 50 of each kind. Texts are cut after 500
/// characters.</summary>
public sealed class ApiDescription
{
    private const int MaxItems = 50;
    private const int MaxText = 500;

    private readonly List<ApiCredential> _credentials = [];
    private readonly List<ApiHeader> _headers = [];
    private readonly List<ApiAnswer> _answers = [];
    private readonly List<string> _notes = [];

    /// <summary>Gets the alternatives of credentials, one of which a request needs; empty if the plugin doesn't authenticate.</summary>
    public IReadOnlyList<ApiCredential> Credentials => _credentials;

    /// <summary>Gets the headers of requests.</summary>
    public IReadOnlyList<ApiHeader> Headers => _headers;

    /// <summary>Gets the responses of the plugin.</summary>
    public IReadOnlyList<ApiAnswer> Answers => _answers;

    /// <summary>Gets the sentences for readers, such as limits.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Gets or sets whether requests without credentials are accepted, whatever other plugins require.</summary>
    public bool AllowsAnonymous { get; set; }

    /// <summary>Adds an alternative of credentials.</summary>
    /// <param name="credential">The credential.</param>
    public ApiDescription Add(ApiCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return Add(_credentials, credential with { Name = Cut(credential.Name) });
    }

    /// <summary>Adds a header that requests can have.</summary>
    /// <param name="header">The header.</param>
    public ApiDescription Add(ApiHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return Add(_headers, header with { Name = Cut(header.Name), Description = Cut(header.Description) });
    }

    /// <summary>Adds a response that the plugin can give.</summary>
    /// <param name="answer">The response.</param>
    public ApiDescription Add(ApiAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Add(_answers, answer with { Description = Cut(answer.Description) });
    }

    /// <summary>Adds a sentence for readers.</summary>
    /// <param name="sentence">The sentence, as plain text.</param>
    public ApiDescription AddNote(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return Add(_notes, Cut(sentence));
    }

    private ApiDescription Add<T>(List<T> items, T item)
    {
        if (items.Count < MaxItems)
            items.Add(item);
        return this;
    }

    private static string Cut(string text) => text.Length <= MaxText ? text : text[..MaxText];
}
