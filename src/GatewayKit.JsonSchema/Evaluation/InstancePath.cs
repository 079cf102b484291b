using System.Globalization;
using System.Text;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>The current location in the instance, only recorded while errors are collected.</summary>
internal sealed class InstancePath
{
    /// <summary>The maximum length of a name; longer ones are shortened, because they come from the instance.</summary>
    private const int LongName = 256;

    private readonly List<string> _tokens = [];

    public void Push(string token) => _tokens.Add(token);

    public void Push(int index) => _tokens.Add(index.ToString(CultureInfo.InvariantCulture));

    public void Pop() => _tokens.RemoveAt(_tokens.Count - 1);

    /// <summary>Returns the path as a JSON Pointer (RFC 6901, section 3), with long names shortened.</summary>
    public override string ToString()
    {
        var pointer = new StringBuilder();
        foreach (var token in _tokens)
            pointer.Append('/').Append(Documents.JsonPointer.Escape(token.Length <= LongName ? token : Shortened.Text(token)));
        return pointer.ToString();
    }
}
