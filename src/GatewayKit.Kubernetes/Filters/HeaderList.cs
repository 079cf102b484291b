using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>Prepared <see cref="HeaderChanges"/>.</summary>
internal sealed class HeaderList(HeaderChanges changes)
{
    private readonly KeyValuePair<string, StringValues>[] _set =
        [.. changes.Set.Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value)))];

    private readonly KeyValuePair<string, string>[] _add = [.. changes.Add];
    private readonly string[] _remove = [.. changes.Remove];

    /// <param name="headers">The headers.</param>
    /// <param name="append">Returns the values of a header after one more value was added to existing ones.</param>
    public void Apply(IHeaderDictionary headers, Func<string, StringValues, string, StringValues> append)
    {
        foreach (var (name, value) in _set)
            headers[name] = value;
        foreach (var (name, value) in _add)
            headers[name] = headers.TryGetValue(name, out var before) && before.Count > 0 ? append(name, before, value) : value;
        foreach (var name in _remove)
            headers.Remove(name);
    }
}
