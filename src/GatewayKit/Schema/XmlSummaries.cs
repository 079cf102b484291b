using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace GatewayKit.Schema;

/// <summary>
/// The summaries in the XML documentation files of the assemblies, as Markdown on one line. A file that is missing or
/// can't be read is ignored.
/// </summary>
internal sealed class XmlSummaries
{
    private const long MostCharacters = 16 * 1024 * 1024;
    private readonly Dictionary<string, Dictionary<string, string>> _files = [];

    public string? Of(PropertyInfo property) => Find(property.DeclaringType!, $"P:{Name(property.DeclaringType!)}.{property.Name}");

    public string? Of(Type type) => Find(type, $"T:{Name(type)}");

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private string? Find(Type type, string member)
    {
        var path = Path.ChangeExtension(type.Assembly.Location, ".xml");
        if (path.Length == 0)
            return null;
        if (!_files.TryGetValue(path, out var summaries))
            _files[path] = summaries = Load(path);

        return summaries.GetValueOrDefault(member);
    }

    private static Dictionary<string, string> Load(string path)
    {
        var summaries = new Dictionary<string, string>();
        if (!File.Exists(path))
            return summaries;

        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MostCharacters,
            });
            foreach (var member in XDocument.Load(reader).Descendants("member"))
            {
                if (member.Attribute("name")?.Value is { } name && member.Element("summary") is { } summary)
                    summaries[name] = Text(summary);
            }
        }
        catch (Exception error) when (error is XmlException or IOException or UnauthorizedAccessException)
        {
            // Descriptions are optional; the schema is valid without them.
        }

        return summaries;
    }

    private static string Text(XElement summary)
    {
        var text = new StringBuilder();
        foreach (var node in summary.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "see" or "paramref" or "seealso" } reference => $"`{Reference(reference)}`",
                XElement other => Text(other),
                _ => "",
            });
        }

        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // T:Namespace.Type, P:Namespace.Type.Property: the last name is enough for a reader.
    private static string Reference(XElement element)
        => (element.Attribute("langword") ?? element.Attribute("name"))?.Value
            ?? element.Attribute("cref")?.Value.Split('(')[0].Split(['.', ':'])[^1]
            ?? element.Value;
}
