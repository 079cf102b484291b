using System.Diagnostics.CodeAnalysis;
using GatewayKit.Loading.Copies;
using GatewayKit.Loading.Inspection;
using GatewayKit.Plugins;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Loading;

/// <summary>Turns one plugin folder into a module: copy, inspect, load, in this order; or says why not.</summary>
internal sealed class PluginFolderLoader(PluginWorkspace workspace, IServiceProvider host, ILogger log)
{
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a plugin's files or code throw is the reason that it does not load.")]
    public LoadedFolder? Load(string path, LoadedFolder? before, ICollection<PluginLoadError> errors)
    {
        var name = Path.GetFileName(path);
        string? copy = null;
        try
        {
            var content = FolderContent.Read(path);
            var fingerprint = content.ComputeFingerprint();
            if (before is { Module: not null } && before.Fingerprint == fingerprint)
                return before;

            var file = FindMainAssembly(path, content);
            copy = workspace.Copy(content, name, fingerprint);
            var facts = PluginInspector.Inspect(copy, Path.GetFileName(file));
            return Create(file, facts, copy, fingerprint);
        }
        catch (PluginInspectionException inspection)
        {
            foreach (var problem in inspection.Problems)
                errors.Add(new PluginLoadError(name, problem));
        }
        catch (Exception error)
        {
            var message = LoadFailure.Describe(error);
            errors.Add(new PluginLoadError(name, copy is null ? message : message.Replace(copy, path, StringComparison.Ordinal)));
        }

        if (copy is not null)
            PluginWorkspace.Delete(copy);
        return null;
    }

    private LoadedFolder Create(string file, AssemblyFacts facts, string copy, string fingerprint)
    {
        var folder = new LoadedFolder(fingerprint);
        var isolated = new IsolatedAssembly(Path.Combine(copy, Path.GetFileName(file)));
        try
        {
            var assembly = isolated.Load();
            ContractUse.Check(assembly, facts);
            var module = PluginModule.Create(assembly, host, file, () =>
            {
                folder.Module = null;
                isolated.Dispose();
                PluginWorkspace.Delete(copy);
            });
            if (module.Plugins.Count == 0)
                throw new PluginModuleException($"'{Path.GetFileName(file)}' has no plugin: no class in it implements a hook, such as {nameof(IRequestHook)}.");

            folder.Module = module;
            LoadingLog.Loaded(log, module.Name, module.Version, file, string.Join(", ", module.Plugins.Select(p => p.Name)));
            return folder;
        }
        catch
        {
            isolated.Dispose();
            throw;
        }
    }

    private static string FindMainAssembly(string path, FolderContent content)
    {
        var expected = Path.GetFileName(path) + ".dll";
        if (content.Contains(expected))
            return Path.Combine(path, expected);

        var others = content.RootFiles.Where(f => f.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).ToArray();
        throw new PluginModuleException($"the folder '{path}' has no '{expected}'; a plugin's folder is named after its assembly. "
            + (others.Length == 0 ? "It holds no .dll file." : $"It holds {string.Join(", ", others)}."));
    }
}
