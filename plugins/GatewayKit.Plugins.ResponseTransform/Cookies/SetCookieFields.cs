using GatewayKit.Bodies;
using GatewayKit.Transforms;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>The cookies that a response sets.</summary>
/// <param name="Sent">The values of the header <c>Set-Cookie</c>.</param>
internal readonly record struct SetCookieFields(StringValues Sent) : IFields
{
    /// <inheritdoc />
    public bool Contains(string name)
    {
        for (var i = 0; i < Sent.Count; i++)
        {
            if (SetCookieLine.NameOf(Sent[i]).SequenceEqual(name))
                return true;
        }

        return false;
    }
}
