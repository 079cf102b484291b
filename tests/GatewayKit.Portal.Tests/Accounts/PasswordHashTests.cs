using System.Buffers.Binary;
using GatewayKit.Portal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace GatewayKit.Portal.Tests.Accounts;

public sealed class PasswordHashTests
{
    /// <summary>HMAC-SHA512 in a hash of ASP.NET Core Identity.</summary>
    private const uint Sha512 = 2;

    [Fact]
    public async Task A_stored_password_has_the_iterations_that_are_recommended()
    {
        await using var host = await AccountHost.StartAsync(
            accounts => accounts.HashIterations = new PortalAccountOptions().HashIterations);
        await host.RegisterAsync("hash@example.com");
        byte[] hash = [];

        await host.InTablesAsync(async tables => hash = Convert.FromBase64String((await tables.Developers.SingleAsync()).PasswordHash!));

        Assert.Equal(Sha512, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.InRange(BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)), 210_000u, uint.MaxValue);
    }
}
