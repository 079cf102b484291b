using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace GatewayKit.Admin.Http;

/// <summary>The parameters of a list. A cursor has the key of the last item, so that changes between two pages skip or repeat none of
/// the others.</summary>
internal readonly record struct PageRequest
{
    public const int DefaultLimit = 100;
    public const int MaximumLimit = 1000;

    private const int LongestCursor = 2048;

    /// <summary>The maximum number of items, 1 to 1,000; 100 by default.</summary>
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    /// <summary>The cursor that the previous page ended with.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    /// <summary>Reads the parameters.</summary>
    /// <param name="limit">The maximum number of items.</param>
    /// <param name="after">The key of the last item of the previous page; null for the first page.</param>
    /// <returns>The problem; null if the parameters are valid.</returns>
    public AdminProblem? Read(out int limit, out string? after)
    {
        (limit, after) = (DefaultLimit, null);
        if (Limit is not null
            && (!int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is 0 or > MaximumLimit))
            return AdminProblem.BadRequest("limit", $"it must be a number from 1 to {MaximumLimit}.");
        if (Cursor is null)
            return null;

        after = Decode(Cursor);
        return after is null ? AdminProblem.BadRequest("cursor", "it must be the 'next' of another page.") : null;
    }

    /// <summary>Returns the page of a list.</summary>
    /// <param name="items">The items.</param>
    /// <param name="keyOf">Returns the key of an item. Pages are in the order of keys, without regard to case.</param>
    /// <param name="describe">Describes an item of the page.</param>
    /// <typeparam name="TItem">The type of the items.</typeparam>
    /// <typeparam name="T">The type of their descriptions.</typeparam>
    public AdminResult<Page<T>> Of<TItem, T>(IEnumerable<TItem> items, Func<TItem, string> keyOf, Func<TItem, T> describe)
    {
        if (Read(out var limit, out var after) is { } problem)
            return problem;

        var rest = items.OrderBy(keyOf, KeyComparer.Instance)
            .Where(item => after is null || KeyComparer.Instance.Compare(keyOf(item), after) > 0)
            .Take(limit + 1)
            .ToList();
        var page = rest.Take(limit).ToList();
        return new Page<T>([.. page.Select(describe)], rest.Count > limit ? Encode(keyOf(page[^1])) : null);
    }

    /// <summary>Returns the cursor after an item.</summary>
    public static string Encode(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static string? Decode(string cursor)
    {
        try
        {
            return cursor.Length is > 0 and <= LongestCursor ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
