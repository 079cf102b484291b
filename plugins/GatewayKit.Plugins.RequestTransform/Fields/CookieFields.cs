using GatewayKit.Transforms;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>The cookies of a request.</summary>
/// <param name="Sent">The values of the header <c>Cookie</c>.</param>
internal readonly record struct CookieFields(StringValues Sent) : IFields
{
    /// <inheritdoc />
    public bool Contains(string name)
    {
        for (var i = 0; i < Sent.Count; i++)
        {
            var text = Sent[i].AsSpan();
            foreach (var range in text.Split(';'))
            {
                if (CookieEditor.Has(text[range].Trim(" \t"), name))
                    return true;
            }
        }

        return false;
    }
}
