using System.Globalization;
using System.Text;

namespace GatewayKit.OpenApi.Schemas.Evaluation;

/// <summary>Where in the instance an evaluation is, kept only while errors are collected.</summary>
internal sealed class InstancePath
{
    private readonly List<string> _tokens = [];

    public void Push(string token) => _tokens.Add(token);

    public void Push(int index) => _tokens.Add(index.ToString(CultureInfo.InvariantCulture));

    public void Pop() => _tokens.RemoveAt(_tokens.Count - 1);

    /// <summary>The path as JSON Pointer, RFC 6901 section 3.</summary>
    public override string ToString()
    {
        var pointer = new StringBuilder();
        foreach (var token in _tokens)
            pointer.Append('/').Append(Compilation.JsonPointer.Escape(token));
        return pointer.ToString();
    }
}
