using GatewayKit.Portal.Content;

namespace GatewayKit.Portal.Searching;

/// <summary>
/// Finds APIs and operations by words in their titles, names, paths and descriptions. Every word of a query must occur. Bounded: 50,000
/// operations with 2,000 characters each, 8 words of a query with 64 characters each, 50 results.
/// </summary>
internal sealed class SearchIndex
{
    public const int MaxResults = 50;

    private const int MaxOperations = 50_000;
    private const int MaxText = 2000;
    private const int MaxWords = 8;
    private const int MaxWord = 64;

    private readonly List<SearchEntry> _entries = [];

    public static SearchIndex Of(IEnumerable<ApiEntry> apis)
    {
        var index = new SearchIndex();
        foreach (var api in apis)
        {
            index._entries.Add(new SearchEntry(api, null, null, api.Title,
                Text([api.Id, .. api.Config.Tags, api.Config.Summary, api.Config.Description])));
            foreach (var version in api.Versions)
            {
                foreach (var operation in version.Operations.TakeWhile(_ => index._entries.Count < MaxOperations))
                {
                    var described = operation.Operation;
                    index._entries.Add(new SearchEntry(api, version, operation, operation.Title,
                        Text([described.OperationId, described.Method, described.Path, .. described.Tags, described.Description])));
                }
            }
        }

        return index;
    }

    /// <summary>Returns the best results.</summary>
    /// <param name="query">The words, separated by spaces.</param>
    /// <param name="sees">Returns whether the reader sees an API.</param>
    public IReadOnlyList<SearchEntry> Find(string query, Func<ApiEntry, bool> sees)
    {
        var words = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Take(MaxWords)
            .Select(word => word.Length > MaxWord ? word[..MaxWord] : word)
            .ToArray();
        if (words.Length == 0)
            return [];

        return [.. _entries
            .Where(entry => sees(entry.Api))
            .Select(entry => (Entry: entry, Score: entry.ScoreOf(words)))
            .Where(found => found.Score > 0)
            .OrderByDescending(found => found.Score)
            .Take(MaxResults)
            .Select(found => found.Entry)];
    }

    private static string Cut(string text) => text.Length > MaxText ? text[..MaxText] : text;

    private static string Text(IEnumerable<string?> parts)
    {
        var text = string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)).Select(part => Cut(part!)));
        return Cut(text);
    }
}
