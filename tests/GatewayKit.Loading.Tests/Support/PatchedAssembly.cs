using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace GatewayKit.Loading.Tests.Support;

/// <summary>A built assembly with a few bytes changed: what another compiler, or another year, would have written.</summary>
internal static class PatchedAssembly
{
    /// <summary>Sets the version of a reference (ECMA-335, II.22.5: a row begins with the version's four numbers).</summary>
    public static byte[] WithReference(this byte[] image, string name, Version version)
    {
        using var pe = new PEReader(new MemoryStream(image));
        var metadata = pe.GetMetadataReader();
        var row = metadata.AssemblyReferences.Single(r => metadata.GetString(metadata.GetAssemblyReference(r).Name) == name);
        var offset = pe.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + ((MetadataTokens.GetRowNumber(row) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));

        var patched = (byte[])image.Clone();
        var numbers = new[] { version.Major, version.Minor, version.Build, version.Revision };
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(patched.AsSpan(offset + (2 * i)), (ushort)numbers[i]);
        return patched;
    }

    /// <summary>Replaces text in the metadata by text of the same length.</summary>
    public static byte[] WithText(this byte[] image, string old, string replacement)
    {
        Assert.Equal(old.Length, replacement.Length);
        var at = image.AsSpan().IndexOf(Encoding.UTF8.GetBytes(old));
        Assert.True(at > 0);
        var patched = (byte[])image.Clone();
        Encoding.UTF8.GetBytes(replacement).CopyTo(patched, at);
        return patched;
    }

    /// <summary>Sets the processor that the assembly says it is compiled for.</summary>
    public static byte[] WithMachine(this byte[] image, Machine machine)
    {
        using var pe = new PEReader(new MemoryStream(image));
        var patched = (byte[])image.Clone();
        BinaryPrimitives.WriteUInt16LittleEndian(patched.AsSpan(pe.PEHeaders.CoffHeaderStartOffset), (ushort)machine);
        return patched;
    }
}
