using System.Runtime.InteropServices;
using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State.Storing;

/// <summary>Estimates the memory of a parsed value.</summary>
internal static class MemoryCost
{
    private const int Overhead = 200;

    /// <summary>The bytes of metadata per token.</summary>
    private const int Token = 12;

    public static int Of(JsonElement value)
    {
        var text = JsonMarshal.GetRawUtf8Value(value);
        return Overhead + text.Length
            + (Token * (1 + text.Count((byte)',') + text.Count((byte)':') + (2 * (text.Count((byte)'[') + text.Count((byte)'{')))));
    }
}
