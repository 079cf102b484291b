namespace GatewayKit.EndToEnd.Support;

/// <summary>Copies of folders.</summary>
internal static class Files
{
    /// <summary>Copies a folder with the files and folders whose names are wanted.</summary>
    public static void Copy(DirectoryInfo source, string target, Func<string, bool> isWanted)
    {
        Directory.CreateDirectory(target);
        foreach (var file in source.EnumerateFiles().Where(file => isWanted(file.Name)))
            file.CopyTo(Path.Combine(target, file.Name));
        foreach (var folder in source.EnumerateDirectories().Where(folder => isWanted(folder.Name)))
            Copy(folder, Path.Combine(target, folder.Name), isWanted);
    }
}
