using System.Globalization;
using System.Text;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Schemas.Evaluation;

/// <summary>Where in the instance an evaluation is, kept only while errors are collected.</summary>
internal sealed class InstancePath
{
    /// <summary>Names that are longer are shortened: they come from the instance.</summary>
    private const int LongName = 256;

    private readonly List<string> _tokens = [];

    public void Push(string token) => _tokens.Add(token);

    public void Push(int index) => _tokens.Add(index.ToString(CultureInfo.InvariantCulture));

    public void Pop() => _tokens.RemoveAt(_tokens.Count - 1);

    /// <summary>The path as JSON Pointer, RFC 6901 section 3, with long names shortened.</summary>
    public override string ToString()
    {
        var pointer = new StringBuilder();
        foreach (var token in _tokens)
            pointer.Append('/').Append(Compilation.JsonPointer.Escape(token.Length <= LongName ? token : Shortened.Text(token)));
        return pointer.ToString();
    }
}
