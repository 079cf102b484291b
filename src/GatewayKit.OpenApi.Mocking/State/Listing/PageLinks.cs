namespace GatewayKit.OpenApi.Mocking.State.Listing;

/// <summary>Links to other pages of a list: the request's path and query with one changed parameter.</summary>
internal sealed class PageLinks(StateRequest request, Paging paging, Page page)
{
    public KeyValuePair<string, string>? NextParameter { get; } = paging.Next(page);

    public string? Next => NextParameter is { } parameter ? With(parameter) : null;

    public string? Previous => paging.Previous(page) is { } parameter ? With(parameter) : null;

    public string Self => request.Query.Length == 0 ? request.Path : $"{request.Path}?{request.Query}";

    private string With(KeyValuePair<string, string> parameter)
    {
        var kept = request.Query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => Uri.UnescapeDataString(pair.Split('=')[0]) != parameter.Key);
        return $"{request.Path}?"
            + $"{string.Join('&', kept.Append($"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"))}";
    }
}
