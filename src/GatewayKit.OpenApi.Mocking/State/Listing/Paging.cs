using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Storing;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>Splits a list into pages by the parameters that its operation declares. Without paging parameters, the list is
/// complete.</summary>
internal sealed class Paging
{
    private readonly OpenApiParameter? _limit;
    private readonly OpenApiParameter? _offset;
    private readonly OpenApiParameter? _page;
    private readonly OpenApiParameter? _cursor;
    private readonly int? _size;
    private readonly int _largest;
    private readonly int _firstPage;

    /// <summary>Reads the parameters of an operation.</summary>
    /// <param name="parameters">The query parameters.</param>
    /// <param name="item">The items.</param>
    /// <param name="largest">The maximum number of items that the list's schema allows.</param>
    /// <param name="size">The default number of items per page.</param>
    public Paging(IEnumerable<OpenApiParameter> parameters, SchemaSurface item, int largest, int size)
    {
        foreach (var parameter in parameters)
        {
            var plain = PlainName.Of(parameter.Name);
            if (PageTerms.IsDoubtful(plain) && Filter.Of(parameter, item) is not null)
                continue;
            switch (PageTerms.Parameter(plain))
            {
                case PageRole.Limit when IsCount(parameter):
                    _limit ??= parameter;
                    break;
                case PageRole.Offset when IsCount(parameter):
                    _offset ??= parameter;
                    break;
                case PageRole.Page when IsCount(parameter):
                    _page ??= parameter;
                    break;
                case PageRole.Cursor when SchemaSurface.Of(parameter.Schema).OnlyType is JsonTypes.String or JsonTypes.Integer or null:
                    _cursor ??= parameter;
                    break;
            }
        }
        _largest = (int)Math.Min(largest, _limit?.Schema?.Surface.Number("maximum") ?? int.MaxValue);
        _size = IsPaged ? Math.Min(_largest, Default(_limit) ?? size) : null;
        _firstPage = _page is not null && (Default(_page) == 0
            || _page.Schema?.Surface.Number("minimum") == 0
            || PlainName.Of(_page.Name) == "pageindex") ? 0 : 1;
    }

    public bool IsPaged => _limit is not null || _offset is not null || _page is not null || _cursor is not null;

    public bool HasCursor => _cursor is not null;

    /// <summary>Whether a parameter is a paging parameter.</summary>
    public bool Uses(OpenApiParameter parameter)
        => parameter == _limit || parameter == _offset || parameter == _page || parameter == _cursor;

    /// <summary>Returns the page that a request asks for.</summary>
    public Page Cut(IReadOnlyList<StoredItem> items, StateRequest request)
    {
        if (!IsPaged)
            return new Page([.. items.Take(_largest)], items.Count, 0, null);
        var size = Math.Clamp(Number(request, _limit) ?? _size!.Value, 0, _largest);
        var offset = Number(request, _offset) is { } given ? Math.Max(0, given)
            : Number(request, _page) is { } page ? (int)Math.Min(int.MaxValue, Math.Max(0, page - (long)_firstPage) * size)
            : After(items, request);
        offset = Math.Min(offset, items.Count);
        return new Page([.. items.Skip(offset).Take(size)], items.Count, offset, size);
    }

    /// <summary>Returns the number of a page.</summary>
    public int NumberOf(Page page) => _firstPage + (page.Size is null or 0 ? 0 : page.Offset / page.Size.Value);

    /// <summary>Returns the parameter and value for the next page; <c>null</c> if there isn't one.</summary>
    public KeyValuePair<string, string>? Next(Page page)
    {
        if (!page.HasNext || page.Items.Count == 0)
            return null;
        if (_cursor is not null)
            return KeyValuePair.Create(_cursor.Name, Cursor(page.Items[^1]));
        return Step(page, 1);
    }

    /// <summary>Returns the parameter and value for the previous page; <c>null</c> if there isn't one.</summary>
    public KeyValuePair<string, string>? Previous(Page page) => page.HasPrevious && page.Size > 0 ? Step(page, -1) : null;

    private KeyValuePair<string, string>? Step(Page page, int direction)
    {
        if (_page is not null)
            return KeyValuePair.Create(_page.Name, (NumberOf(page) + direction).ToString(CultureInfo.InvariantCulture));
        if (_offset is not null)
            return KeyValuePair.Create(
                _offset.Name, Math.Max(0, page.Offset + (direction * page.Size!.Value)).ToString(CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>Writes a cursor: an id if the parameter expects one, otherwise opaque text.</summary>
    private string Cursor(StoredItem last)
        => PlainName.Of(_cursor!.Name) is "startingafter" or "after" or "startafter"
            ? last.Key
            : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{last.Sequence} {last.Key}")));

    private int After(IReadOnlyList<StoredItem> items, StateRequest request)
    {
        if (_cursor is null
            || !request.QueryParameters.TryGetValue(_cursor.Name, out var value)
            || ItemKey.Text(value) is not { Length: > 0 } cursor)
            return 0;
        for (var i = 0; i < items.Count; i++)
        {
            if (Cursor(items[i]) == cursor)
                return i + 1;
        }
        // The item was deleted; items created after it still follow it.
        if (!TryReadSequence(cursor, out var sequence))
            return items.Count;
        var before = items.TakeWhile(item => item.Sequence <= sequence).Count();
        return before;
    }

    private static bool TryReadSequence(string cursor, out long sequence)
    {
        sequence = 0;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(cursor.Length)];
        return cursor.Length < 1_024
            && Base64Url.TryDecodeFromChars(cursor, bytes, out var length)
            && long.TryParse(Encoding.UTF8.GetString(bytes.AsSpan(0, length)).Split(' ')[0],
                NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    private static bool IsCount(OpenApiParameter parameter)
        => parameter.Schema?.Surface.IsNumber == true;

    private static int? Default(OpenApiParameter? parameter)
        => parameter?.Schema?.Surface.Keyword("default") is { ValueKind: JsonValueKind.Number } value
            && value.TryGetInt32(out var number)
            && number >= 0 ? number : null;

    private static int? Number(StateRequest request, OpenApiParameter? parameter)
    {
        if (parameter is null || !request.QueryParameters.TryGetValue(parameter.Name, out var value) || ItemKey.Text(value) is not { } text)
            return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? (int)Math.Clamp(number, 0, int.MaxValue)
            : null;
    }
}
