#:property PublishAot=false
// Looks into every package of a folder: dotnet run --file check-packages.cs -- FOLDER
using System.IO.Compression;
using System.Xml.Linq;

var packages = Directory.GetFiles(args[0], "*.nupkg").Order().ToArray();
var mistakes = packages.SelectMany(path => Mistakes(path).Select(mistake => $"{Path.GetFileName(path)} {mistake}")).ToList();
if (packages.Length == 0)
    mistakes.Add($"{args[0]} has no package");

Console.WriteLine($"{packages.Length} packages.");
mistakes.ForEach(Console.Error.WriteLine);
return mistakes.Count == 0 ? 0 : 1;

static IEnumerable<string> Mistakes(string path)
{
    using var package = ZipFile.OpenRead(path);
    var files = package.Entries.Select(entry => entry.FullName).ToHashSet();
    using var text = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec")).Open();
    var metadata = XDocument.Load(text).Root!.Elements().First();
    string Value(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";

    if (Value("license") != "Apache-2.0")
        yield return "has no licence";
    if (Value("description").Length < 20)
        yield return "has no description";
    if (Value("readme") != "README.md" || !files.Contains("README.md"))
        yield return "has no README";
    if (Value("icon") != "icon.png" || !files.Contains("icon.png"))
        yield return "has no icon";

    // The SDK of plugins has nothing that runs, so no assembly of its name and no symbols.
    if (Value("id") == "GatewayKit.PluginSdk")
    {
        foreach (var file in new[] { "build/GatewayKit.PluginSdk.props", "build/GatewayKit.PluginSdk.targets", "analyzers/dotnet/cs/GatewayKit.Analyzers.dll", "analyzers/dotnet/cs/GatewayKit.Analyzers.CodeFixes.dll" })
        {
            if (!files.Contains(file))
                yield return $"has no {file}";
        }

        yield break;
    }

    if (Value("id") == "GatewayKit.Loading" && !files.Contains("buildTransitive/GatewayKit.Loading.targets"))
        yield return "has no setting for its hosts";

    // Templates are files that projects are made of. They name the version of the packages that they use, which is their own.
    if (Value("id") == "GatewayKit.Templates")
    {
        foreach (var name in new[] { "gatewaykit-host", "gatewaykit-plugin" })
        {
            if (package.GetEntry($"content/{name}/.template.config/template.json") is not { } definition)
            {
                yield return $"has no template {name}";
                continue;
            }

            using var reader = new StreamReader(definition.Open());
            if (!reader.ReadToEnd().Contains($"\"{Value("version")}\""))
                yield return $"has a template {name} of another version than its own";
            if (!files.Contains($"content/{name}/.gitignore") || !files.Any(file => file.StartsWith($"content/{name}/") && file.EndsWith(".csproj")))
                yield return $"has a template {name} without its files";
        }

        if (!metadata.Descendants().Any(element => element.Name.LocalName == "packageType" && (string?)element.Attribute("name") == "Template"))
            yield return "is no package of templates";
        yield break;
    }

    var assembly = files.Where(file => Path.GetFileName(file) == $"{Value("id")}.dll").ToArray();
    if (assembly.Length != 1)
        yield return $"has {assembly.Length} assemblies of its name";
    else if (!files.Contains(Path.ChangeExtension(assembly[0], ".xml")))
        yield return "has no XML documentation";

    var symbols = Path.ChangeExtension(path, ".snupkg");
    if (!File.Exists(symbols))
        yield return "has no symbol package";
    else if (!SymbolsOf(symbols).Contains($"{Value("id")}.pdb"))
        yield return "has no symbols in its symbol package";
}

static HashSet<string> SymbolsOf(string path)
{
    using var package = ZipFile.OpenRead(path);
    return [.. package.Entries.Select(entry => entry.Name)];
}
