namespace GatewayKit.Configuration.Readers;

/// <summary>The entries of the last version of a document that could be read.</summary>
internal sealed class ReadEntries
{
    /// <summary>The entries of a YAML document.</summary>
    public DocumentEntries<char>? Yaml { get; set; }

    /// <summary>The entries of a JSON document.</summary>
    public DocumentEntries<byte>? Json { get; set; }
}
