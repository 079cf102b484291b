using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>The definitions of a WSDL document and of those that it imports.</summary>
internal sealed class WsdlDefinitions
{
    private const int MaxErrors = 20;

    private readonly WsdlFiles _files;
    private readonly HashSet<Uri> _loaded = [];
    private readonly List<string> _errors = [];
    private readonly Dictionary<(XName Kind, XName Name), XElement> _definitions = [];
    private readonly List<XElement> _services = [];

    private WsdlDefinitions(WsdlFiles files)
    {
        _files = files;
        Schemas = new XmlSchemaSet { XmlResolver = files };
        Schemas.CompilationSettings.EnableUpaCheck = false;
        Schemas.ValidationEventHandler += (_, e) =>
        {
            if (e.Severity == XmlSeverityType.Error && _errors.Count < MaxErrors)
                _errors.Add(e.Message);
        };
    }

    /// <summary>Gets the compiled schemas.</summary>
    public XmlSchemaSet Schemas { get; }

    public IReadOnlyList<XElement> Services => _services;

    /// <summary>Gets whether a policy requires a username token.</summary>
    public bool RequiresToken { get; private set; }

    /// <summary>Reads the definitions.</summary>
    /// <exception cref="ToolException">A document can't be read or isn't valid; the errors of schemas were written to stderr.</exception>
    public static WsdlDefinitions Load(WsdlFiles files)
    {
        var definitions = new WsdlDefinitions(files);
        try
        {
            definitions.Add(files.Root);
            definitions.Schemas.Compile();
        }
        catch (Exception error) when (error is XmlSchemaException or XmlException)
        {
            throw files.Failure ?? new ToolException($"'{files.Root}' has an invalid schema: {error.Message}", error);
        }

        if (files.Failure is { } failure)
            throw failure;
        foreach (var error in definitions._errors)
            ErrorList.Write(error);
        return definitions._errors.Count == 0
            ? definitions
            : throw new ToolException($"the schemas of '{files.Root}' aren't valid: {definitions._errors.Count} error(s).");
    }

    /// <summary>Returns a definition.</summary>
    /// <exception cref="ToolException">There is none with this name.</exception>
    public XElement Find(string kind, XName? name)
        => name is not null && _definitions.TryGetValue((WsdlNames.Core + kind, name), out var found)
            ? found
            : throw new ToolException($"the {kind} '{name?.LocalName}' isn't defined.");

    private void Add(Uri uri)
    {
        if (!_loaded.Add(uri))
            return;

        var root = _files.Load(uri).Root!;
        if (root.Name == WsdlNames.Schema + "schema")
        {
            AddSchema(root, uri);
            return;
        }

        if (root.Name != WsdlNames.Core + "definitions")
        {
            throw new ToolException(root.Name == WsdlNames.Wsdl20 + "description"
                ? $"'{uri}' is WSDL 2.0, which isn't supported; WSDL 1.1 is."
                : $"'{uri}' isn't a WSDL document.");
        }

        XNamespace space = (string?)root.Attribute("targetNamespace") ?? "";
        RequiresToken |= root.Descendants().Any(element => element.Name.LocalName == "UsernameToken");
        foreach (var element in root.Elements())
        {
            if (element.Name == WsdlNames.Core + "import" && (string?)element.Attribute("location") is { } location)
                Add(_files.ResolveUri(uri, location));
            else if (element.Name == WsdlNames.Core + "types")
                AddSchemas(element, uri);
            else if (element.Name == WsdlNames.Core + "service")
                _services.Add(element);
            else if (element.Name.Namespace == WsdlNames.Core && element.Attribute("name") is not null)
                _definitions.TryAdd((element.Name, WsdlNames.NameOf(element, space)), element);
        }
    }

    private void AddSchemas(XElement types, Uri uri)
    {
        var index = 0;
        foreach (var schema in types.Elements(WsdlNames.Schema + "schema"))
            AddSchema(schema, new Uri($"{uri.GetLeftPart(UriPartial.Query)}#{index++}"));
    }

    private void AddSchema(XElement element, Uri uri)
    {
        // A part of a document has the prefixes of its ancestors.
        var copy = new XElement(element);
        foreach (var declaration in element.Ancestors().SelectMany(ancestor => ancestor.Attributes()).Where(a => a.IsNamespaceDeclaration))
        {
            if (copy.Attribute(declaration.Name) is null)
                copy.SetAttributeValue(declaration.Name, declaration.Value);
        }

        using var text = new StringReader(copy.ToString(SaveOptions.DisableFormatting));
        using var reader = XmlReader.Create(
            text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }, uri.ToString());
        Schemas.Add(null, reader);
    }
}
