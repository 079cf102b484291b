using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Portal.Database.Migrations;

/// <summary>Creates the table of sessions. Cookies of earlier versions aren't valid any more.</summary>
[DbContext(typeof(PortalContext))]
[Migration("20261202160000_Sessions")]
internal sealed class Sessions : Migration
{
    private const string Table = "gatewaykit_portal_sessions";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            Table,
            table => new
            {
                id = table.Column<string>(maxLength: 64),
                developer = table.Column<Guid>(),
                browser = table.Column<string>(maxLength: 200),
                created = table.Column<DateTime>(),
                seen = table.Column<DateTime>(),
                expires = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey($"PK_{Table}", s => s.id);
                table.ForeignKey(
                    $"{Table}_developer", s => s.developer, "gatewaykit_portal_developers", "id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex($"{Table}_by_developer", Table, ["developer", "created"]);
        migrationBuilder.CreateIndex($"{Table}_by_expiry", Table, "expires");
    }
}
