using System.CommandLine;
using System.Text.RegularExpressions;
using GatewayKit.Cli.Importing;
using GatewayKit.Kubernetes.Importing;
using GatewayKit.Kubernetes.Manifests;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit import ingress-nginx</c>: converts Ingresses with annotations of ingress-nginx to resources of the Gateway
/// API.</summary>
internal static partial class ImportIngressNginxCommand
{
    private const string StandardOutput = "-";
    private const int LongestName = 63;

    public static Command Create()
    {
        var usual = new IngressNginxOptions();
        var manifests = new Argument<string[]>("MANIFESTS")
        {
            Description = "Files and folders with manifests in YAML or JSON; - for stdin",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The folder for the resources, with a file for each namespace; - for stdout",
            HelpName = "DIR",
            DefaultValueFactory = _ => StandardOutput,
        };
        var space = Name("--namespace", "NAME", "The namespace of manifests that don't have one", usual.Namespace);
        var gateway = Name(
            "--gateway", "[NAMESPACE/]NAME", "The Gateway to create, by default in the namespace of the Ingresses", usual.Gateway);
        var gatewayClass = Name("--gateway-class", "NAME", "The class of the Gateway", usual.GatewayClass);
        var classes = new Option<string[]>("--ingress-class")
        {
            Description = "The class of the Ingresses to import; can be repeated. Ingresses without a class are always imported",
            HelpName = "NAME",
            DefaultValueFactory = _ => [.. usual.IngressClasses],
        };
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 if there are warnings" };
        var force = new Option<bool>("--force") { Description = "Replace existing files" };

        var command = new Command(
            "ingress-nginx", "Write Gateway API resources and plugins for Ingresses of ingress-nginx, and warn about omitted parts.")
        {
            manifests, output, space, gateway, gatewayClass, classes, strict, force,
        };
        command.SetAction(result =>
        {
            var name = result.GetRequiredValue(gateway).Split('/', 2);
            var options = new IngressNginxOptions
            {
                Namespace = result.GetRequiredValue(space),
                Gateway = name[^1],
                GatewayNamespace = name.Length == 2 ? name[0] : null,
                GatewayClass = result.GetRequiredValue(gatewayClass),
                IngressClasses = result.GetRequiredValue(classes),
            };
            var imported = Convert(result.GetRequiredValue(manifests), options);
            Write(imported, result.GetRequiredValue(output), result.GetValue(force));
            foreach (var warning in imported.Warnings)
                Console.Error.WriteLine($"warning: {ErrorList.OneLine(warning)}");
            return result.GetValue(strict) && imported.Warnings.Count > 0 ? 1 : 0;
        });
        return command;
    }

    private static Option<string> Name(string option, string help, string description, string usual)
    {
        var name = new Option<string>(option) { Description = description, HelpName = help, DefaultValueFactory = _ => usual };
        name.Validators.Add(result =>
        {
            var parts = result.Tokens.Count == 0 ? [] : result.Tokens[0].Value.Split('/');
            if (parts.Length > (help.StartsWith('[') ? 2 : 1) || !Array.TrueForAll(parts, IsName))
                result.AddError($"{option}: '{result.Tokens[0].Value}' isn't a valid name of a resource.");
        });
        return name;
    }

    private static bool IsName(string text) => text.Length <= LongestName && Label().IsMatch(text);

    private static IngressNginxResult Convert(string[] paths, IngressNginxOptions options)
    {
        var manifests = ManifestSet.Read(paths, isRecursive: true, usualNamespace: options.Namespace);
        if (manifests.Errors.Count > 0)
        {
            ErrorList.Write(manifests.Errors);
            throw new ToolException($"the manifests can't be read: {manifests.Errors.Count} error(s).");
        }

        var imported = IngressNginxImport.Convert(manifests, options);
        if (imported.Ingresses > 0)
            return imported;

        foreach (var warning in imported.Warnings)
            Console.Error.WriteLine($"warning: {ErrorList.OneLine(warning)}");
        throw new ToolException("the manifests have no Ingress to import.");
    }

    private static void Write(IngressNginxResult imported, string output, bool force)
    {
        var counts = $"{imported.Resources} resource(s) for {imported.Ingresses} Ingress(es)";
        if (output == StandardOutput)
        {
            Console.Out.Write(string.Join("---\n", imported.Manifests.Select(manifest => manifest.Yaml)));
            Console.Error.WriteLine($"{counts}.");
            return;
        }

        ImportedFiles.Save(output, imported.Manifests, force);
        Console.Out.WriteLine($"{output} has {counts}: {string.Join(", ", imported.Manifests.Select(manifest => manifest.Name))}.");
    }

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label();
}
