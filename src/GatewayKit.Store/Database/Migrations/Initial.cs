using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Store.Database.Migrations;

/// <summary>Creates the tables. The columns have no types, so that each provider chooses its own.</summary>
[DbContext(typeof(StoreContext))]
[Migration("20261201000000_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "gatewaykit_revisions",
            table => new
            {
                number = table.Column<long>(),
                time = table.Column<DateTime>(),
                author = table.Column<string>(maxLength: 200),
                message = table.Column<string>(maxLength: 2000),
            },
            constraints: table => table.PrimaryKey("PK_gatewaykit_revisions", r => r.number));
        migrationBuilder.CreateTable(
            "gatewaykit_changes",
            table => new
            {
                revision = table.Column<long>(),
                key = table.Column<string>(maxLength: 300),
                kind = table.Column<string>(maxLength: 20),
                id = table.Column<string>(maxLength: 256),
                previous = table.Column<long>(),
                content = table.Column<byte[]>(nullable: true),
                labels = table.Column<string>(),
                position = table.Column<int>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_gatewaykit_changes", c => new { c.revision, c.key });
                table.ForeignKey(
                    "FK_gatewaykit_changes_gatewaykit_revisions_revision", c => c.revision, "gatewaykit_revisions", "number",
                    onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("gatewaykit_changes_by_key", "gatewaykit_changes", ["key", "revision"]);
        migrationBuilder.CreateTable(
            "gatewaykit_nodes",
            table => new
            {
                name = table.Column<string>(maxLength: 200),
                running = table.Column<long>(),
                latest = table.Column<long>(),
                errors = table.Column<string>(),
                time = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("PK_gatewaykit_nodes", n => n.name));
        migrationBuilder.CreateTable(
            "gatewaykit_keys",
            table => new
            {
                name = table.Column<string>(maxLength: 200),
                xml = table.Column<string>(),
            },
            constraints: table => table.PrimaryKey("PK_gatewaykit_keys", k => k.name));
    }
}
