using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Portal.Database.Migrations;

/// <summary>Creates the tables of members and invitations.</summary>
[DbContext(typeof(PortalContext))]
[Migration("20261202071000_Teams")]
internal sealed class Teams : Migration
{
    private const string Members = "gatewaykit_portal_members";
    private const string Invitations = "gatewaykit_portal_invitations";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            Members,
            table => new
            {
                application = table.Column<string>(maxLength: 32),
                developer = table.Column<Guid>(),
                role = table.Column<int>(),
                added = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey($"PK_{Members}", m => new { m.application, m.developer });
                table.ForeignKey(
                    $"{Members}_application", m => m.application, "gatewaykit_portal_applications", "id",
                    onDelete: ReferentialAction.Cascade);
                table.ForeignKey(
                    $"{Members}_developer", m => m.developer, "gatewaykit_portal_developers", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex($"{Members}_by_developer", Members, "developer");
        migrationBuilder.CreateTable(
            Invitations,
            table => new
            {
                application = table.Column<string>(maxLength: 32),
                email = table.Column<string>(maxLength: 256),
                role = table.Column<int>(),
                sender = table.Column<string>(maxLength: 256),
                expires = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey($"PK_{Invitations}", i => new { i.application, i.email });
                table.ForeignKey(
                    $"{Invitations}_application", i => i.application, "gatewaykit_portal_applications", "id",
                    onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex($"{Invitations}_by_email", Invitations, "email");
    }
}
