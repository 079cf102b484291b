using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins;

/// <summary>Applies changes to the headers of a message, in order.</summary>
internal sealed class HeaderTransform
{
    public required string[] Remove { get; init; }

    public required KeyValuePair<string, string>[] Rename { get; init; }

    public required KeyValuePair<string, string>[] Replace { get; init; }

    public required KeyValuePair<string, string>[] Add { get; init; }

    public required KeyValuePair<string, string>[] Append { get; init; }

    public void Apply(IHeaderDictionary headers)
    {
        foreach (var name in Remove)
            headers.Remove(name);

        foreach (var (name, newName) in Rename)
        {
            if (headers.TryGetValue(name, out var values))
            {
                headers.Remove(name);
                headers[newName] = values;
            }
        }

        foreach (var (name, value) in Replace)
        {
            if (headers.ContainsKey(name))
                headers[name] = value;
        }

        foreach (var (name, value) in Add)
        {
            if (!headers.ContainsKey(name))
                headers[name] = value;
        }

        foreach (var (name, value) in Append)
            headers.Append(name, value);
    }
}
