using Microsoft.AspNetCore.Http;

namespace GatewayKit.Transforms;

/// <summary>Applies changes to headers, like <see cref="HeaderTransform"/>, with values that can be templates.</summary>
/// <param name="values">The values of the plugin.</param>
/// <param name="names">The names to remove and to rename.</param>
/// <param name="replace">The values of headers to set if the message has the header.</param>
/// <param name="add">The values of headers to set if the message doesn't have the header.</param>
/// <param name="append">The values to add after those that a header has.</param>
internal sealed class HeaderChanges(
    ValueSet values, HeaderTransform names, IReadOnlyDictionary<string, string> replace, IReadOnlyDictionary<string, string> add,
    IReadOnlyDictionary<string, string> append)
{
    private readonly KeyValuePair<string, TextValue>[] _replace = values.Add(replace, HeaderOptions.IsValue);
    private readonly KeyValuePair<string, TextValue>[] _add = values.Add(add, HeaderOptions.IsValue);
    private readonly KeyValuePair<string, TextValue>[] _append = values.Add(append, HeaderOptions.IsValue);

    /// <summary>Applies the changes.</summary>
    /// <param name="headers">The headers of a message that isn't sent yet.</param>
    /// <param name="rendered">The rendered templates of the plugin.</param>
    public void Apply(IHeaderDictionary headers, string[] rendered)
    {
        names.Apply(headers);
        foreach (var (name, value) in _replace)
        {
            if (headers.ContainsKey(name))
                headers[name] = value.Of(rendered);
        }

        foreach (var (name, value) in _add)
        {
            if (!headers.ContainsKey(name))
                headers[name] = value.Of(rendered);
        }

        foreach (var (name, value) in _append)
            headers.Append(name, value.Of(rendered));
    }
}
