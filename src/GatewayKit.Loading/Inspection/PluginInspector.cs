using System.Reflection;
using System.Runtime.Loader;

namespace GatewayKit.Loading.Inspection;

/// <summary>Checks a plugin's files before loading: each file must be able to run here, and its references must resolve.</summary>
internal sealed class PluginInspector
{
    private readonly string _folder;
    private readonly AssemblyDependencyResolver? _resolver;
    private readonly Dictionary<string, AssemblyFacts?> _seen = new(StringComparer.Ordinal);
    private readonly Queue<AssemblyFacts> _pending = new();
    private readonly List<string> _problems = [];

    private PluginInspector(string folder, string mainFile)
    {
        _folder = folder;
        try
        {
            _resolver = new AssemblyDependencyResolver(Path.Combine(folder, mainFile));
        }
        catch (InvalidOperationException)
        {
            // The dependency list (.deps.json) is unreadable or names a missing file. The checks below report missing files
            // better, reference by reference.
        }
    }

    /// <summary>Inspects a plugin.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="mainFile">The name of the main assembly's file.</param>
    /// <returns>The metadata of the main assembly.</returns>
    /// <exception cref="PluginInspectionException">The plugin violates rules; the exception lists all violations.</exception>
    public static AssemblyFacts Inspect(string folder, string mainFile)
    {
        var inspector = new PluginInspector(folder, mainFile);
        var main = inspector.InspectMain(mainFile);
        if (inspector._problems.Count == 0)
            inspector.InspectOthers();
        return inspector._problems.Count == 0 ? main! : throw new PluginInspectionException(inspector._problems);
    }

    private AssemblyFacts? InspectMain(string mainFile)
    {
        var main = Read(Path.Combine(_folder, mainFile));
        if (main is null && _problems.Count == 0)
            _problems.Add($"'{mainFile}' is a native library; expected a .NET assembly.");
        if (main is not null && !main.References.Any(r => SharedAssemblies.IsContract(r.Name!)))
            _problems.Add($"'{mainFile}' doesn't reference {SharedAssemblies.Contract.Name}, so it contains no plugin.");
        if (main is { ProcessExits: [_, ..] ends })
            _problems.Add($"'{mainFile}' uses {string.Join(" and ", ends)}, which would terminate the gateway. Throw an "
                + "exception instead.");
        return main;
    }

    private void InspectOthers()
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "*.dll").Order(StringComparer.Ordinal))
        {
            if (!SharedAssemblies.Host.Contains(Path.GetFileNameWithoutExtension(path)))
                Read(path);
        }

        while (_pending.TryDequeue(out var assembly))
        {
            foreach (var reference in assembly.References)
                Check(assembly, reference);
        }
    }

    private void Check(AssemblyFacts assembly, AssemblyName reference)
    {
        if (SharedAssemblies.Host.FindVersion(reference.Name!) is { } shared)
        {
            if (PlatformRules.FindSkew(assembly, reference, shared) is { } skew)
                _problems.Add(skew);
        }
        else if (Resolve(reference) is not { } path)
        {
            _problems.Add($"missing dependency {reference.Name}, Version={reference.Version}, referenced by '{assembly.File}'. Add it to "
                + "the plugin's folder; the host doesn't share its own packages.");
        }
        else if (Read(path) is { } found && found.Version < reference.Version)
        {
            _problems.Add($"'{assembly.File}' needs {reference.Name}, Version={reference.Version}; the plugin's folder contains version "
                + $"{found.Version}.");
        }
    }

    // Same order as in the load context: the dependency list first, then the file next to the assembly.
    private string? Resolve(AssemblyName reference)
    {
        if (_resolver?.ResolveAssemblyToPath(reference) is { } listed)
            return listed.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? listed : null;

        var beside = Path.Combine(_folder, reference.Name + ".dll");
        return File.Exists(beside) ? beside : null;
    }

    private AssemblyFacts? Read(string path)
    {
        if (_seen.TryGetValue(path, out var facts))
            return facts;

        try
        {
            facts = AssemblyReader.Read(path);
            if (facts is not null && PlatformRules.FindProblem(facts) is { } problem)
                _problems.Add(problem);
            else if (facts is not null)
                _pending.Enqueue(facts);
        }
        catch (BadImageFormatException error)
        {
            _problems.Add(error.Message);
        }

        _seen.Add(path, facts);
        return facts;
    }
}
