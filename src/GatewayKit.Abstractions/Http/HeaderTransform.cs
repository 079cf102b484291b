using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace GatewayKit;

/// <summary>
/// Changes to the headers of a request or response, which are applied in the order of these properties.
/// Check options that name headers with <see cref="HeaderOptions"/>.
/// </summary>
public sealed class HeaderTransform
{
    /// <summary>Gets the names of headers to remove. Default: none.</summary>
    public ImmutableArray<string> Remove { get; init; } = [];

    /// <summary>Gets new names by existing names; a header that has a new name is replaced. Default: none.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Rename { get; init; } = [];

    /// <summary>Gets values of headers to set if the message has the header. Default: none.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Replace { get; init; } = [];

    /// <summary>Gets values of headers to set if the message doesn't have the header. Default: none.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Add { get; init; } = [];

    /// <summary>Gets values to add after those that a header has. Default: none.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Append { get; init; } = [];

    /// <summary>Applies the changes.</summary>
    /// <param name="headers">The headers of a message that isn't sent yet.</param>
    public void Apply(IHeaderDictionary headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
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
