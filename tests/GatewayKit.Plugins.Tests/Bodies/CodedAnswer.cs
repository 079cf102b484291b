using System.Text;

namespace GatewayKit.Plugins.Tests.Bodies;

/// <summary>A response as a client receives it.</summary>
internal sealed record CodedAnswer(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Coding => Header("Content-Encoding");

    public byte[] Decoded => CodedBytes.Decode(Coding ?? "", Body);

    public string Text => Encoding.UTF8.GetString(Decoded);

    /// <summary>Gets a header; null if it is absent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
