using System.Globalization;
using System.Text;
using static GatewayKit.Cli.Importing.ImportYaml;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>Writes an import as a configuration in YAML.</summary>
internal static class WsdlYaml
{
    /// <summary>The status of a fault that the document declares: the request is valid, but can't be processed.</summary>
    public const int DeclaredFault = 422;

    private static readonly string[] s_own = ["text", "number", "boolean", "any"];

    public static string Write(WsdlImport import)
    {
        var yaml = new StringBuilder();
        WriteHeader(yaml, import.Title, import.Settings.Document, "wsdl");
        yaml.AppendLine("routes:");
        foreach (var route in import.Routes)
            Write(yaml, route, import);
        yaml.AppendLine("clusters:");
        foreach (var (address, id) in import.Clusters)
        {
            yaml.AppendLine($"  {Name(id)}:");
            WriteDestination(yaml, address);
        }

        return yaml.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder yaml, WsdlRoute route, WsdlImport import)
    {
        var operation = route.Operation;
        yaml.AppendLine($"  {Name(route.Id)}:");
        yaml.AppendLine($"    clusterId: {Name(route.Cluster)}");
        yaml.AppendLine($"    match: {{ path: {Text(route.Path)}, methods: [POST] }}");
        yaml.AppendLine("    plugins:");
        if (import.Settings.Validation is { } document)
            yaml.AppendLine("      - name: openapi-validation").AppendLine($"        options: {{ openapi: {Text(document)} }}");
        yaml.AppendLine("      - name: soap");
        yaml.AppendLine("        options:");
        Option(yaml, "version", $"\"{operation.Version}\"");
        if (operation.IsRpc)
            Option(yaml, "style", "rpc");
        Option(yaml, "operation", operation.Input.Element is null ? "\"\"" : Name(operation.Input.Element.LocalName));
        Option(yaml, "namespace", Text(operation.Input.Element?.NamespaceName ?? ""));
        if (operation.Action.Length > 0)
            Option(yaml, "action", Text(operation.Action));
        Option(yaml, "path", Text(route.ServicePath));
        if (operation.Faults.Count > 0)
        {
            Option(yaml, "faults", $"{{ {string.Join(", ", operation.Faults.Select(fault => fault.LocalName).Distinct().Select(
                fault => string.Create(CultureInfo.InvariantCulture, $"{Name(fault)}: {DeclaredFault}")))} }}");
        }

        if (route.Request is not null)
            Option(yaml, "requestType", Name(route.Request.Name));
        if (route.Response is not null)
            Option(yaml, "responseType", Name(route.Response.Name));
        WriteTypes(yaml, route, import);
    }

    private static void WriteTypes(StringBuilder yaml, WsdlRoute route, WsdlImport import)
    {
        var types = TypesOf(route, import.Types.All);
        if (types.Count == 0)
            return;

        Option(yaml, "types", "");
        var own = route.Operation.Input.Element?.NamespaceName ?? "";
        foreach (var type in types)
        {
            var space = type.Members.FirstOrDefault(IsElement)?.Namespace ?? own;
            yaml.AppendLine($"            {Name(type.Name)}:");
            if (space != own)
                yaml.AppendLine($"              namespace: {Text(space)}");
            yaml.AppendLine(type.Members.Count == 0 && !type.IsOpen ? "              members: []" : "              members:");
            foreach (var member in type.Members)
                yaml.AppendLine($"                - {Member(member, space)}");
            if (type.IsOpen)
                yaml.AppendLine("                - \"*\"");
        }
    }

    /// <summary>Returns the types of a route, and those that they refer to.</summary>
    private static List<XsdType> TypesOf(WsdlRoute route, IReadOnlyDictionary<string, XsdType> all)
    {
        var found = new List<XsdType>();
        var seen = new HashSet<string>();
        var open = new Stack<XsdType>(new[] { route.Response, route.Request }.OfType<XsdType>());
        while (open.TryPop(out var type))
        {
            if (!seen.Add(type.Name))
                continue;
            found.Add(type);
            foreach (var member in type.Members.Reverse().Where(member => !s_own.Contains(member.Type)))
                open.Push(all[member.Type]);
        }

        return found;
    }

    private static string Member(XsdMember member, string space)
    {
        var parts = new List<string> { $"name: {Name(member.Name)}" };
        if (member.Type != "text")
            parts.Add($"type: {Name(member.Type)}");
        if (member.IsArray)
            parts.Add("array: true");
        if (member.IsNillable)
            parts.Add("nillable: true");
        if (member.Namespace is { } own && !(IsElement(member) && own == space))
            parts.Add($"namespace: {Text(own)}");
        return parts.Count == 1 ? Name(member.Name) : $"{{ {string.Join(", ", parts)} }}";
    }

    private static bool IsElement(XsdMember member) => member.Name[0] is not ('@' or '#');

    private static void Option(StringBuilder yaml, string name, string value)
        => yaml.AppendLine(value.Length == 0 ? $"          {name}:" : $"          {name}: {value}");
}
